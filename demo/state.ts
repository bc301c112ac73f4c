import { isNcloudError, type PackageSummary, type Platform } from '../lib/index.ts'

/** The platforms to choose from; the first is the default. */
export const platforms = ['vpc', 'classic'] as const satisfies readonly Platform[]

/** What the page tells about a call that failed. */
export interface Failure {
  readonly code: string
  readonly status: number | undefined
  readonly message: string
  readonly details: string
  readonly requestId: string | undefined
  readonly retryable: boolean
}

/** The call the page makes. The token itself is kept out, so that nothing shown can hold it. */
export interface Call {
  readonly origin: string
  readonly platform: Platform
  readonly hasToken: boolean
}

/** Where the latest request stands. */
export type Progress =
  /** `packages` are those of the answer before, while the same call is repeated. */
  | { readonly kind: 'loading'; readonly packages: readonly PackageSummary[] }
  | { readonly kind: 'list'; readonly packages: readonly PackageSummary[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failure'; readonly failure: Failure }
  /** The proxy wants a caller token, or another one. */
  | { readonly kind: 'token'; readonly failure: Failure }

/** All that the page shows. `request` counts the requests made: an answer to an older one is stale. */
export type State = Call & { readonly request: number } & Progress

/** What happens: the first three start a request, the others end it. */
export type Action =
  | { readonly type: 'reload' }
  | { readonly type: 'select'; readonly platform: Platform }
  | { readonly type: 'token'; readonly hasToken: boolean }
  | { readonly type: 'loaded'; readonly request: number; readonly packages: readonly PackageSummary[] }
  | { readonly type: 'failed'; readonly request: number; readonly error: unknown }

/** The platform a query string names; the default for one it does not know. */
export const platformFrom = (query: string): Platform => {
  const named = new URLSearchParams(query).get('platform')
  return platforms.find((platform) => platform === named) ?? platforms[0]
}

/** The state before the first request. */
export const initial = (call: Call): State => ({ ...call, request: 0, kind: 'loading', packages: [] })

const failureOf = (error: unknown): Failure => {
  if (!isNcloudError(error)) {
    const message = error instanceof Error ? error.message : String(error)
    return { code: 'unexpected', status: undefined, message, details: '', requestId: undefined, retryable: false }
  }
  const { code, status, message, details, requestId, retryable } = error
  return { code, status, message, details, requestId, retryable }
}

const settle = (action: Extract<Action, { request: number }>): Progress => {
  if (action.type === 'loaded') {
    const { packages } = action
    return packages.length ? { kind: 'list', packages } : { kind: 'empty' }
  }
  const failure = failureOf(action.error)
  const wantsToken = failure.code === 'unauthenticated' || failure.code === 'invalid_token'
  return { kind: wantsToken ? 'token' : 'failure', failure }
}

/** The state after an action. A stale answer changes nothing. */
export const reduce = (state: State, action: Action): State => {
  const { origin, platform, hasToken, request } = state
  const call = { origin, platform, hasToken }
  const loading = { request: request + 1, kind: 'loading', packages: [] } as const
  switch (action.type) {
    case 'reload':
      return { ...call, ...loading, packages: 'packages' in state ? state.packages : [] }
    case 'select':
      return { ...call, ...loading, platform: action.platform }
    case 'token':
      return { ...call, ...loading, hasToken: action.hasToken }
    default:
      return action.request === request ? { ...call, request, ...settle(action) } : state
  }
}
