import { stringToSign } from './signing/string-to-sign.ts'
import type { CallOptions } from './transport/options.ts'

/** A request as a call would send it. Nothing in it can be used to make the call. */
export interface RequestPreview {
  readonly method: string
  readonly url: string
  /** Path and query: the part of the URL that is signed. */
  readonly target: string
  /** The headers of the request; signature and token are replaced by `…`. */
  readonly headers: Readonly<Record<string, string>>
  /** The text that is signed; `undefined` if the proxy signs. */
  readonly stringToSign: string | undefined
  /** The body as text; `undefined` without one. */
  readonly body: string | undefined
}

/** Headers that would let their reader make the call. */
const SECRET_HEADERS = ['x-ncp-apigw-signature-v2', 'authorization']

/**
 * Returns the request that a call would send, without sending it: to compare its string to sign with that of other code,
 * or with the one in an error of the emulator.
 *
 * @param call Makes the call with the options that it receives.
 * @throws TypeError if `call` makes no call, or does not pass the options on. Otherwise the error of the call, for
 * example for invalid parameters.
 * @example
 * ```ts
 * import { createClient, previewRequest } from 'ncloud-functions'
 *
 * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * const { target } = await previewRequest((options) => ncf.packages.list({ platform: 'classic' }, options))
 * console.log(target) // /ncf/api/v2/packages?platform=classic
 * ```
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export const previewRequest = async (call: (options: CallOptions) => Promise<unknown>): Promise<RequestPreview> => {
  let preview: RequestPreview | undefined
  const controller = new AbortController()
  const fetch = async (url: string, init: RequestInit): Promise<never> => {
    const headers = init.headers as Readonly<Record<string, string>>
    const { method, body } = init as { method: string; body?: BodyInit }
    const target = url.slice(url.indexOf('/', 'https://'.length))
    const { 'x-ncp-apigw-timestamp': timestamp, 'x-ncp-iam-access-key': accessKey } = headers
    preview ??= {
      method,
      url,
      target,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.includes(name) ? '…' : value]),
      ),
      stringToSign: timestamp && stringToSign(method, target, timestamp, accessKey as string),
      body: body ? await new Response(body).text() : undefined,
    }
    controller.abort()
    throw controller.signal.reason
  }
  try {
    await call({ fetch, signal: controller.signal })
  } catch (error) {
    if (!preview) throw error
  }
  if (!preview) throw new TypeError('call must make a call with the options that it receives')
  return preview
}
