import { NcloudError, type TransportErrorCode } from './errors.ts'
import { withDeadline } from './http/deadline.ts'
import { decode } from './http/decode.ts'
import { oneOf } from './one-of.ts'
import type { Operation } from './operations.ts'
import { type CallOptions, type ClientOptions, checkTimeout, readOptions, type Settings } from './options.ts'
import type { SignHeaders } from './signing/headers.ts'
import type { Platform } from './sites.ts'

/** The flat parameters of a call. */
export type Params = Readonly<Record<string, unknown>>

/**
 * Makes one call: the only thing a group of operations knows of the transport.
 * It resolves to the `content` of the answer. It rejects, and never throws.
 */
export type Call = <Content>(operation: Operation, params?: Params, options?: CallOptions) => Promise<Content>

/** Path and query, encoded once: this very text is signed and sent. */
const prepare = (operation: Operation, params: Params, settings: Settings): string => {
  for (const name in params) {
    if (name !== 'platform') throw new TypeError(`${operation.id} has no parameter ${name}`)
  }
  const platform = oneOf('platform', (params.platform ?? settings.platform) as Platform, settings.platforms)
  const query = settings.sendsPlatform ? `?platform=${platform}` : ''
  return settings.basePath + settings.path + operation.path + query
}

const headersFor = async (
  method: string,
  target: string,
  signer: SignHeaders | undefined,
  token: string | undefined,
): Promise<Record<string, string>> => {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  if (!signer) return headers
  return { ...headers, 'content-type': 'application/json', ...(await signer(method, target)) }
}

/**
 * The transport alone, for those who want one group of operations and nothing else in their bundle.
 *
 * @param options As for `createClient`.
 * @throws TypeError or RangeError for options that cannot work.
 * @example
 * ```ts
 * import { createCall, packages } from 'ncloud-functions'
 *
 * const { list } = packages(createCall({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }))
 * for (const { name } of await list({ platform: 'vpc' })) console.log(name)
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const createCall = (options: ClientOptions): Call => {
  const settings = readOptions(options)
  const { origin, fetch, now } = settings

  return async <Content>(operation: Operation, params: Params = {}, { signal, timeoutMs }: CallOptions = {}) => {
    const { method, id } = operation
    const failure = (code: TransportErrorCode, message: string, cause?: unknown): NcloudError =>
      new NcloudError(`No answer from ${origin}${message}`, { code, operation: id, retryable: true, cause })

    const target = prepare(operation, params, settings)
    const ms = checkTimeout(timeoutMs ?? settings.timeoutMs)
    return withDeadline(
      ms,
      () => failure('timeout', ` within ${ms} ms`),
      signal,
      async (both) => {
        const signer = await settings.signer()
        const headers = await headersFor(method, target, signer, settings.token)
        // What the caller no longer waits for must not be sent.
        both.throwIfAborted()
        try {
          const response = await fetch(origin + target, { method, headers, redirect: 'manual', signal: both })
          return (await decode(response, operation, signer && now())) as Content
        } catch (error) {
          if (error instanceof NcloudError) throw error
          throw failure('network', ": it cannot be reached, broke off, or does not allow this page's origin", error)
        }
      },
    )
  }
}
