/**
 * The API key of an account, a sub account or STS. All of them sign in the same way.
 *
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export interface Credentials {
  /** Access key id. It is sent in a header. */
  readonly accessKey: string
  /** Secret key, as text. It never leaves the process and is never printed. */
  readonly secretKey: string
}

/** Where users keep each secret: the error for a missing one points there. */
const ENVIRONMENT: Readonly<Record<string, string>> = {
  accessKey: ', for example from NCLOUD_ACCESS_KEY',
  secretKey: ', for example from NCLOUD_SECRET_KEY',
}

/**
 * Validates a key or token.
 *
 * @throws TypeError with the name of the option, never with its value. A line break or space that was copied along is
 * the most frequent reason.
 */
export const checkSecret = (name: string, value: string | undefined): void => {
  if (!value) throw new TypeError(`${name} is missing or empty: set it${ENVIRONMENT[name] ?? ''}`)
  if (!/^[!-~]+$/.test(value)) {
    throw new TypeError(
      `${name} must be ASCII without whitespace: remove spaces and line breaks that were copied along`,
    )
  }
}
