import { stringToSign } from './signing/string-to-sign.ts'
import type { CallOptions } from './transport/options.ts'

/** What a call would send, and why its signature is what it is. Nothing in it is secret. */
export interface RequestPreview {
  readonly method: string
  /** Scheme, host and target. */
  readonly url: string
  /** Path and query: what is signed, byte for byte. */
  readonly target: string
  /** All headers; the signature and a proxy's token as `…`, because whoever has them can use them. */
  readonly headers: Readonly<Record<string, string>>
  /** What the signature is made of, with the secret key; nothing where a proxy signs. */
  readonly stringToSign: string | undefined
  /** JSON; not part of the signature. */
  readonly body: string | undefined
}

/** Whoever has these can use them: a token as long as it holds, a signature for five minutes. */
const USABLE = ['authorization', 'x-ncp-apigw-signature-v2']

/**
 * Shows what a call would send, without sending it: to compare with what another program sends, or with what the
 * emulator says it expected.
 *
 * @param call Makes one call with the options it is given.
 * @throws Whatever is refused before anything is sent; TypeError when no call is made with the options.
 * @example
 * ```ts
 * import { createClient, previewRequest } from 'ncloud-functions'
 *
 * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * const { target, stringToSign } = await previewRequest((options) => ncf.packages.list({ platform: 'classic' }, options))
 * console.log(target) // /ncf/api/v2/packages?platform=classic
 * ```
 * @see https://api.ncloud-docs.com/docs/en/common-ncpapi
 */
export const previewRequest = async (call: (options: CallOptions) => Promise<unknown>): Promise<RequestPreview> => {
  let explanation: RequestPreview | undefined
  const controller = new AbortController()
  const fetch = async (url: string, init: RequestInit): Promise<never> => {
    const headers = init.headers as Readonly<Record<string, string>>
    const { method, body } = init as { method: string; body?: BodyInit }
    const target = url.slice(url.indexOf('/', 'https://'.length))
    const { 'x-ncp-apigw-timestamp': timestamp, 'x-ncp-iam-access-key': accessKey } = headers
    explanation ??= {
      method,
      url,
      target,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, USABLE.includes(name) ? '…' : value]),
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
    if (!explanation) throw error
  }
  if (!explanation) throw new TypeError('call must make a call with the options it is given')
  return explanation
}
