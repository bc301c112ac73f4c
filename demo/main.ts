import { createClient } from '../lib/index.ts'
import { type Action, initial, platformFrom, reduce } from './state.ts'
import { createView } from './view.ts'

const slot = 'ncf-token'

/** Reading the property throws where the browser blocks storage; the token then lasts until the page is left. */
const storage = (): Storage | undefined => {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}

let token = storage()?.getItem(slot) ?? ''
let state = initial({
  origin: location.origin,
  platform: platformFrom(location.search),
  hasToken: token !== '',
})
let latest = new AbortController()

const dispatch = (action: Action): void => {
  const next = reduce(state, action)
  // Rendering anew for a stale answer would empty a form in use.
  if (next === state) return
  state = next
  render(state)
}

const load = async (action: Action): Promise<void> => {
  latest.abort()
  latest = new AbortController()
  const { signal } = latest
  dispatch(action)
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
  useToken(given) {
    token = given
    try {
      storage()?.setItem(slot, token)
    } catch {
      // No room or no leave: then it lasts until the page is left.
    }
    load({ type: 'token', hasToken: true })
  },
  forgetToken() {
    token = ''
    storage()?.removeItem(slot)
    load({ type: 'token', hasToken: false })
  },
  copy: async (text) => navigator.clipboard.writeText(text),
})

load({ type: 'reload' })
