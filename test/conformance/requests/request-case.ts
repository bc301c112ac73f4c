/** A call, and the request that it sends. */
export interface RequestCase {
  readonly call: string
  /** The content of the request, if a call has several cases. */
  readonly variant?: string
  readonly params?: Readonly<Record<string, unknown>>
  /** The method, and the path after that of the endpoint. */
  readonly line: string
  /** The query after the platform, with `{start}` and `{end}` for the times in the format of the endpoint. */
  readonly query?: string
  /** The JSON body. Default: no body. */
  readonly body?: unknown
  /** The differences in v2.0. */
  readonly v20?: { readonly query?: string; readonly body?: unknown }
  /** The default platform of the endpoints that have this case. Default: both platforms. */
  readonly platform?: 'vpc' | 'classic'
  /** The names of the endpoints that have this case. Default: all endpoints. */
  readonly only?: readonly string[]
}
