import { createClient } from '../lib/index.ts'
import { initialState, type PageEvent, platformFromQuery, reduce } from './state.ts'
import { createView } from './view.ts'

const TOKEN_KEY = 'ncf-token'

/** Returns `undefined` where the browser blocks storage. The page then keeps the token until it is closed. */
const findStorage = (): Storage | undefined => {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}

const storeToken = (token: string): void => {
  try {
    findStorage()?.setItem(TOKEN_KEY, token)
  } catch {
    // The storage is full or read-only. The page then keeps the token until it is closed.
  }
}

let token = findStorage()?.getItem(TOKEN_KEY) ?? ''
let state = initialState({
  origin: location.origin,
  platform: platformFromQuery(location.search),
  hasToken: token !== '',
})
let latestRequest = new AbortController()

const dispatch = (event: PageEvent): void => {
  const next = reduce(state, event)
  // Rendering the same state again would empty a form that the user fills in.
  if (next === state) return
  state = next
  render(state)
}

const load = async (event: PageEvent): Promise<void> => {
  latestRequest.abort()
  latestRequest = new AbortController()
  const { signal } = latestRequest
  dispatch(event)
  const { origin, platform, request } = state
  try {
    const client = createClient({ baseUrl: origin, ...(token && { token }) })
    dispatch({ type: 'loaded', request, packages: await client.packages.list({ platform }, { signal }) })
  } catch (error) {
    dispatch({ type: 'failed', request, error })
  }
}

const render = createView(document.querySelector('main') ?? document.body, {
  select(platform) {
    const url = new URL(location.href)
    url.searchParams.set('platform', platform)
    history.replaceState(null, '', url)
    load({ type: 'select', platform })
  },
  reload() {
    load({ type: 'reload' })
  },
  useToken(newToken) {
    token = newToken
    storeToken(token)
    load({ type: 'token', hasToken: true })
  },
  forgetToken() {
    token = ''
    findStorage()?.removeItem(TOKEN_KEY)
    load({ type: 'token', hasToken: false })
  },
  copy: async (text) => navigator.clipboard.writeText(text),
})

load({ type: 'reload' })
