import type { Credentials } from '../signing/credentials.ts'
import { checkSecret } from '../signing/credentials.ts'
import { createHeaderSigner, type SignHeaders } from '../signing/headers.ts'
import { type ConnectionOptions, MISSING_SIGNER } from './options.ts'

/**
 * Creates the signer of a transport.
 *
 * @returns `undefined` if the proxy signs.
 * @throws TypeError for options that do not say who signs, or with which key.
 */
export const createTransportSigner = (options: ConnectionOptions): SignHeaders | undefined => {
  const { accessKey, secretKey, credentials, token, baseUrl } = options
  const hasKeys = accessKey !== undefined || secretKey !== undefined
  const signers = [hasKeys || undefined, credentials, token].filter((signer) => signer !== undefined)
  if (signers.length > 1) throw new TypeError(`too many keys or tokens: ${MISSING_SIGNER}`)
  if (!(hasKeys || credentials || baseUrl))
    throw new TypeError(`accessKey and secretKey are missing: ${MISSING_SIGNER}`)
  if (token !== undefined) checkSecret('token', token)
  if (hasKeys) return createHeaderSigner(options as Credentials)
  if (typeof credentials !== 'function') return credentials && createHeaderSigner(credentials)

  let lastKeys = ''
  let sign: SignHeaders | undefined
  return async (...request) => {
    const fresh: Credentials | undefined = await credentials()
    if (!fresh) throw new TypeError('credentials returned nothing: return { accessKey, secretKey }')
    const keys = `${fresh.accessKey} ${fresh.secretKey}`
    // The key is imported once, and again only if it changes.
    if (!sign || keys !== lastKeys) sign = createHeaderSigner(fresh)
    lastKeys = keys
    return sign(...request)
  }
}
