/**
 * An API key of an account, a sub account or STS: all sign alike.
 *
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export interface Credentials {
  /** Access key id. It travels in a header. */
  readonly accessKey: string
  /** Secret key, as text. It never leaves the process and is never shown. */
  readonly secretKey: string
}

/**
 * Refuses a key or token that cannot work, most often for a line break or a blank that was copied along.
 *
 * @throws TypeError naming the option, never its value.
 */
export const checkSecret = (name: string, value: string | undefined): void => {
  if (!/^[!-~]+$/.test(value ?? '')) throw new TypeError(`${name} must be ASCII, no blanks`)
}
