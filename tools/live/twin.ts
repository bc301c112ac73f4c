import type { Platform } from '../../lib/api/endpoints.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
import { createEmulator, developmentCredentials, memoryStore, type Store } from '../../worker/emulator/index.ts'
import { createSide, type Side } from './side.ts'

/** The emulator, in this process, at the same place as the service: it is brought into the same kind of state. */
export interface Twin extends Side {
  readonly store: Store
}

/** An emulator that holds nothing yet. */
export const createTwin = (place: ResolvedEndpoint, platform: Platform): Twin => {
  const store = memoryStore()
  const { fetch } = createEmulator({ store })
  const [keys] = developmentCredentials
  const side = createSide({ keys, place, platform, baseUrl: 'http://emulator', fetch, isReadOnly: false })
  return { ...side, store }
}
