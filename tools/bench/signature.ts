import { createSigner } from '../../lib/sign.ts'
import { importKey } from '../../lib/signing/hmac.ts'
import { stringToSign } from '../../lib/signing/string-to-sign.ts'
import { compare } from './compare.ts'

const key = { accessKey: 'TESTACCESSKEY0000001', secretKey: 'TestSecretKey0123456789abcdefABCDEF01234' }
const target = '/ncf/api/v2/packages?platform=vpc'

/** What signing costs beyond the one call of Web Crypto that it needs. */
export const signature = async () => {
  const signer = createSigner(key)
  const kept = await importKey(key.secretKey)
  const message = new TextEncoder().encode(stringToSign('GET', target, String(Date.now()), key.accessKey))
  return compare({
    name: 'one signature / crypto.subtle.sign with a kept key',
    ours: () => signer.headers('GET', target),
    bare: () => crypto.subtle.sign('HMAC', kept, message),
    limit: 1.15,
    rounds: 400,
    perRound: 50,
  })
}
