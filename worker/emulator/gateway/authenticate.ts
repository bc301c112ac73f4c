import { hmac, importKey } from '../../../lib/signing/hmac.ts'
import { stringToSign } from '../../../lib/signing/string-to-sign.ts'
import type { EmulatorCredentials } from './credentials.ts'
import { type Explanation, explain, findMistake } from './diagnose.ts'

/** Who asks, or why that is not settled: the gateway's words, and what the emulator knows besides. */
export type Authentication =
  | { readonly credentials: EmulatorCredentials }
  | { readonly details: string; readonly explanation: Explanation }

/**
 * The gateway's two sentences for `401`.
 *
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
const MISSING = 'Authentication information are missing.'
const INVALID = 'Invalid authentication information.'

/** Unknown: on which side the very edge lies. The documentation says "5 minutes or more". Milliseconds. */
const CLOCK_WINDOW = 300_000

/** Twelve digits of milliseconds end in 2001, ten of seconds reach to 2286: fewer digits are seconds. */
const SECONDS = /^\d{1,11}$/

const clockMistake = (timestamp: string, now: number) => {
  if (SECONDS.test(timestamp)) return 'timestamp_in_seconds'
  if (!/^\d+$/.test(timestamp)) return 'timestamp_not_a_number'
  return Math.abs(now - Number(timestamp)) >= CLOCK_WINDOW ? 'clock_off' : undefined
}

/** Imported once each. Not their promises: one request must not wait for what another has begun. */
const imported = new WeakMap<EmulatorCredentials, CryptoKey>()

const keyOf = async (credentials: EmulatorCredentials): Promise<CryptoKey> => {
  const key = imported.get(credentials) ?? (await importKey(credentials.secretKey))
  imported.set(credentials, key)
  return key
}

/**
 * Checks access key, clock window and signature over the target as received.
 *
 * @param request The request, for its method, address and headers.
 * @param target Path and query as received.
 * @param known The keys there are.
 * @param now The emulator's clock, in milliseconds.
 */
export const authenticate = async (
  request: Request,
  target: string,
  known: readonly EmulatorCredentials[],
  now: number,
): Promise<Authentication> => {
  const { method, url, headers } = request
  const timestamp = headers.get('x-ncp-apigw-timestamp')
  const accessKey = headers.get('x-ncp-iam-access-key')
  const signature = headers.get('x-ncp-apigw-signature-v2')
  const expected = stringToSign(method, target, timestamp ?? '{timestamp}', accessKey ?? '{access key}')

  if (!timestamp || !accessKey || !signature) {
    const mistake = !signature && headers.has('x-ncp-apigw-signature-v1') ? 'signature_v1' : 'headers_missing'
    return { details: MISSING, explanation: explain(mistake, expected) }
  }
  const credentials = known.find((each) => each.accessKey === accessKey)
  if (!credentials) return { details: INVALID, explanation: explain('unknown_access_key', expected) }

  const offClock = clockMistake(timestamp, now)
  if (offClock) return { details: INVALID, explanation: explain(offClock, expected) }

  if ((await hmac(await keyOf(credentials), expected)) === signature) return { credentials }
  const { secretKey } = credentials
  const mistake = await findMistake({ method, url, target, timestamp, accessKey, signature, secretKey })
  return { details: INVALID, explanation: explain(mistake, expected) }
}
