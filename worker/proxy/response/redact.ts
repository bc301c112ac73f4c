/** An HMAC-SHA256 in base64, as it is or as it stands in an address. */
const SIGNATURE = /(?:[\da-z+/]|%2[bf]){43}(?:=|%3d)/gi

/** Takes out of a text what must not leave. */
export type Hide = (text: string) => string

/**
 * Takes the access key and signatures out of the gateway's words: it has seen them, and may repeat them in an error.
 *
 * @param accessKey Not empty.
 */
export const hiding =
  (accessKey: string): Hide =>
  (text) =>
    text.replaceAll(accessKey, '…').replace(SIGNATURE, '…')
