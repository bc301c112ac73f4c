import { createSigner } from '../../lib/sign.ts'
import { importKey } from '../../lib/signing/hmac.ts'
import { stringToSign } from '../../lib/signing/string-to-sign.ts'
import { compareTimes } from './timing.ts'

const credentials = { accessKey: 'TESTACCESSKEY0000001', secretKey: 'TestSecretKey0123456789abcdefABCDEF01234' }
const target = '/ncf/api/v2/packages?platform=vpc'

/** Compares a signature with the one call of Web Crypto that it needs. */
export const compareSignature = async () => {
  const signer = createSigner(credentials)
  const key = await importKey(credentials.secretKey)
  const message = new TextEncoder().encode(stringToSign('GET', target, String(Date.now()), credentials.accessKey))
  return compareTimes({
    name: 'a signature / crypto.subtle.sign with an imported key',
    ours: () => signer.headers('GET', target),
    baseline: () => crypto.subtle.sign('HMAC', key, message),
    limit: 1.15,
    rounds: 400,
    callsPerRound: 50,
  })
}
