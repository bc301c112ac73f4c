import type { Platform } from '../../lib/api/endpoints.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
import { createEmulator, developmentCredentials, memoryStore, type Store } from '../../worker/emulator/index.ts'
import { createTarget, type Target } from './target.ts'

/** An emulator in this process, with the same endpoint as the service. */
export interface LocalEmulator extends Target {
  readonly store: Store
}

/** Creates an empty emulator. */
export const createLocalEmulator = (endpoint: ResolvedEndpoint, platform: Platform): LocalEmulator => {
  const store = memoryStore()
  const { fetch } = createEmulator({ store })
  const [credentials] = developmentCredentials
  const target = createTarget({
    credentials,
    endpoint,
    platform,
    baseUrl: 'http://emulator.localhost',
    fetch,
    isReadOnly: false,
  })
  return { ...target, store }
}
