/** An HMAC-SHA256 signature in base64, plain or percent-encoded. */
const SIGNATURE = /(?:[\da-z+/]|%2[bf]){43}(?:=|%3d)/gi

/** Removes secrets from a text. */
export type Redact = (text: string) => string

/**
 * Creates a function that redacts the access key and signatures. The gateway receives both and may repeat them in an
 * error.
 *
 * @param accessKey Not empty.
 */
export const createRedactor =
  (accessKey: string): Redact =>
  (text) =>
    text.replaceAll(accessKey, '…').replace(SIGNATURE, '…')
