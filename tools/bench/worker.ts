import { EmulatorObject } from '../../worker/emulator/host/durable-object.ts'
import { sqliteStore } from '../../worker/emulator/store/sqlite.ts'
import { fill } from './fill.ts'

export { actions, default } from '../../worker/emulator/host/worker.ts'

/**
 * The emulator's Worker, but for an object that is full from the start. It has no address more than the emulator's: it
 * fills what it holds in the place where the emulator itself keeps it.
 */
export class FilledObject extends EmulatorObject {
  constructor(state: ConstructorParameters<typeof EmulatorObject>[0]) {
    const store = sqliteStore(state.storage.sql)
    if (store.count('package') === 0) {
      fill(store, Date.now())
      // Full already: without the emulator's samples.
      state.storage.kv.put('isSeeded', true)
    }
    super(state)
  }
}
