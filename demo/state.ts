import type { PackageSummary, Platform } from '../lib/index.ts'
import { type Failure, failureOf } from './failure.ts'

/** The platforms of the public site. The first is the default. */
export const platforms = ['vpc', 'classic'] as const satisfies readonly Platform[]

/** The call that the page makes. It does not hold the token, so nothing on the page can show the token. */
export interface PageCall {
  readonly origin: string
  readonly platform: Platform
  readonly hasToken: boolean
}

/** The state of the latest request. */
type RequestState =
  /** `packages` are those of the previous response, while the same list is reloaded. */
  | { readonly kind: 'loading'; readonly packages: readonly PackageSummary[] }
  | { readonly kind: 'list'; readonly packages: readonly PackageSummary[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failure'; readonly failure: Failure }
  /** The proxy requires a caller token, or rejected the current one. */
  | { readonly kind: 'token'; readonly failure: Failure }

/** Everything that the page shows. `request` is the number of the latest request. */
export type State = PageCall & { readonly request: number } & RequestState

/** An event that changes the state. The first three start a request, the others end it. */
export type PageEvent =
  | { readonly type: 'reload' }
  | { readonly type: 'select'; readonly platform: Platform }
  | { readonly type: 'token'; readonly hasToken: boolean }
  | { readonly type: 'loaded'; readonly request: number; readonly packages: readonly PackageSummary[] }
  | { readonly type: 'failed'; readonly request: number; readonly error: unknown }

/** Returns the platform in a query string, or the default platform. */
export const platformFromQuery = (query: string): Platform => {
  const value = new URLSearchParams(query).get('platform')
  return platforms.find((platform) => platform === value) ?? platforms[0]
}

/** Returns the state before the first request. */
export const initialState = (call: PageCall): State => ({ ...call, request: 0, kind: 'loading', packages: [] })

const resultOf = (event: Extract<PageEvent, { request: number }>): RequestState => {
  if (event.type === 'loaded') {
    const { packages } = event
    return packages.length > 0 ? { kind: 'list', packages } : { kind: 'empty' }
  }
  const failure = failureOf(event.error)
  const needsToken = failure.code === 'unauthenticated' || failure.code === 'invalid_token'
  return { kind: needsToken ? 'token' : 'failure', failure }
}

/** Returns the state after an event. The end of an older request changes nothing. */
export const reduce = (state: State, event: PageEvent): State => {
  const { origin, platform, hasToken, request } = state
  const call = { origin, platform, hasToken }
  const loading = { request: request + 1, kind: 'loading', packages: [] } as const
  switch (event.type) {
    case 'reload':
      return { ...call, ...loading, packages: 'packages' in state ? state.packages : [] }
    case 'select':
      return { ...call, ...loading, platform: event.platform }
    case 'token':
      return { ...call, ...loading, hasToken: event.hasToken }
    default:
      return event.request === request ? { ...call, request, ...resultOf(event) } : state
  }
}
