/** Common mistakes in signed requests, with the fix of each. */
const hints = {
  headers_missing:
    'A header is missing or empty: send all of x-ncp-apigw-timestamp, x-ncp-iam-access-key and x-ncp-apigw-signature-v2.',
  signature_v1:
    'The emulator does not support x-ncp-apigw-signature-v1: send the signature as x-ncp-apigw-signature-v2. The string to sign stays the same.',
  unknown_access_key:
    'The emulator has no such access key: use a key of developmentCredentials, or pass your key in the option credentials.',
  timestamp_in_seconds:
    'The timestamp is in seconds: use milliseconds since the epoch (13 digits), in the header and in the string to sign.',
  timestamp_not_a_number:
    'The timestamp is not a number: use milliseconds since the epoch, as decimal digits such as 1700000000000.',
  clock_off:
    'The timestamp differs from the clock of the emulator by five minutes or more: set your clock, and sign each request just before you send it.',
  timestamp_differs:
    'The string to sign and the header have different timestamps: read the clock once, and use that value in both.',
  query_left_out: 'The query is not signed: sign the path, "?" and the query exactly as you send them.',
  prefix_left_out:
    'The start of the path is not signed: sign the whole path, including the part before /packages, such as /ncf/api/v2.',
  full_url_signed: 'The signed text has the host: sign only the path and the query, without scheme and host.',
  target_decoded: 'The signed path or query is decoded: sign them percent-encoded, exactly as you send them.',
  lower_case_method: 'The signed method is in lower case: write it in upper case, such as GET.',
  wrong_line_breaks:
    'The lines of the signed text are joined wrongly: put one line feed (\\n) between the three lines, and none at the end.',
  wrong_encoding:
    'The signature is correct but encoded wrongly: use standard base64 with padding, which has 44 characters.',
  secret_decoded: 'The secret key was decoded from base64: use its text as it is.',
  unknown:
    'The cause is unknown: compare the text that you signed with stringToSign, byte by byte. If they are equal, the secret key is wrong.',
} as const

/** The name of a common mistake. */
export type SignatureMistake = keyof typeof hints

/**
 * Explains a rejected signature. It never contains a secret key, or a signature that the emulator accepts.
 */
export interface SignatureDiagnosis {
  /** The likely mistake. */
  readonly mistake: SignatureMistake
  /** The fix. */
  readonly hint: string
  /** The string that the request should have signed. A missing header is shown as a placeholder. */
  readonly stringToSign?: string
}

/** Returns the diagnosis of a mistake. */
export const describeMistake = (mistake: SignatureMistake, stringToSign?: string): SignatureDiagnosis => ({
  mistake,
  hint: hints[mistake],
  ...(stringToSign !== undefined && { stringToSign }),
})
