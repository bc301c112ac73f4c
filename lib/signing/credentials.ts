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

/**
 * Validates a key or token.
 *
 * @throws TypeError with the name of the option, never with its value. The most frequent reason is a line break or a
 * space at the end of a copied key.
 */
export const checkSecret = (name: string, value: string | undefined): void => {
  if (!value) {
    const variable = name.replace('Key', '_key').toUpperCase()
    throw new TypeError(`${name} is missing or empty: set it, for example from NCLOUD_${variable}`)
  }
  if (!/^[!-~]+$/.test(value)) throw new TypeError(`${name} must be ASCII without spaces or line breaks`)
}
