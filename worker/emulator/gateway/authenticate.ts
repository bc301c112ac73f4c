import { hmac, importKey } from '../../../lib/signing/hmac.ts'
import { stringToSign } from '../../../lib/signing/string-to-sign.ts'
import type { EmulatorCredentials } from './accepted-keys.ts'
import { findMistake } from './diagnose-signature.ts'
import { describeMistake, type SignatureDiagnosis } from './signature-mistakes.ts'

/** The credentials of the caller, or the reason for `401`: the text of the gateway and the diagnosis of the emulator. */
export type Authentication =
  | { readonly credentials: EmulatorCredentials }
  | { readonly details: string; readonly diagnosis: SignatureDiagnosis }

/**
 * The two details that the gateway has for `401`.
 *
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
const MISSING = 'Authentication information are missing.'
const INVALID = 'Invalid authentication information.'

/**
 * Smallest difference between timestamp and clock that is rejected: the documentation says "5 minutes or more". Unknown:
 * whether exactly five minutes are rejected.
 */
const CLOCK_WINDOW_MS = 300_000

/** A number with at most 11 digits is in seconds: in milliseconds it would be before 1973. */
const SECONDS = /^\d{1,11}$/

const findTimestampMistake = (timestamp: string, now: number) => {
  if (SECONDS.test(timestamp)) return 'timestamp_in_seconds'
  if (!/^\d+$/.test(timestamp)) return 'timestamp_not_a_number'
  return Math.abs(now - Number(timestamp)) >= CLOCK_WINDOW_MS ? 'clock_off' : undefined
}

/** Has keys, not promises of keys: a request must not wait for a promise that another request has started. */
const importedKeys = new WeakMap<EmulatorCredentials, CryptoKey>()

const getKey = async (credentials: EmulatorCredentials): Promise<CryptoKey> => {
  const key = importedKeys.get(credentials) ?? (await importKey(credentials.secretKey))
  importedKeys.set(credentials, key)
  return key
}

/**
 * Checks the access key, the clock window, and the signature of the target as received.
 *
 * @param target Path and query as received.
 * @param accepted The credentials that the emulator accepts.
 * @param now The time of the emulator: milliseconds since the epoch.
 */
export const authenticate = async (
  request: Request,
  target: string,
  accepted: readonly EmulatorCredentials[],
  now: number,
): Promise<Authentication> => {
  const { method, url, headers } = request
  const timestamp = headers.get('x-ncp-apigw-timestamp')
  const accessKey = headers.get('x-ncp-iam-access-key')
  const signature = headers.get('x-ncp-apigw-signature-v2')
  const expected = stringToSign(method, target, timestamp ?? '{timestamp}', accessKey ?? '{access key}')

  if (!timestamp || !accessKey || !signature) {
    const mistake = !signature && headers.has('x-ncp-apigw-signature-v1') ? 'signature_v1' : 'headers_missing'
    return { details: MISSING, diagnosis: describeMistake(mistake, expected) }
  }
  const credentials = accepted.find((each) => each.accessKey === accessKey)
  if (!credentials) return { details: INVALID, diagnosis: describeMistake('unknown_access_key', expected) }

  const timestampMistake = findTimestampMistake(timestamp, now)
  if (timestampMistake) return { details: INVALID, diagnosis: describeMistake(timestampMistake, expected) }

  if ((await hmac(await getKey(credentials), expected)) === signature) return { credentials }
  const { secretKey } = credentials
  const mistake = await findMistake({ method, url, target, timestamp, accessKey, signature, secretKey })
  return { details: INVALID, diagnosis: describeMistake(mistake, expected) }
}
