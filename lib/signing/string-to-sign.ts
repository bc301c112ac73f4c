/**
 * Returns the text whose HMAC is the signature: method, target, timestamp and access key, in the gateway's fixed layout.
 * Nothing is parsed, sorted or encoded again, and the text ends without a line break.
 *
 * The signature does not cover host, body or other headers: it is valid for any of them until the timestamp is five
 * minutes old.
 *
 * @param method HTTP method in upper case.
 * @param target Path and query, byte for byte as on the request line.
 * @param timestamp Milliseconds since the epoch, the same text as in `x-ncp-apigw-timestamp`.
 * @param accessKey The same text as in `x-ncp-iam-access-key`.
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export const stringToSign = (method: string, target: string, timestamp: string, accessKey: string): string =>
  `${method} ${target}\n${timestamp}\n${accessKey}`
