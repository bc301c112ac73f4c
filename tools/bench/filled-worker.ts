import { EmulatorObject } from '../../worker/emulator/host/durable-object.ts'
import { sqliteStore } from '../../worker/emulator/store/sqlite.ts'
import { fillStore } from './fill-store.ts'

export { actions, default } from '../../worker/emulator/host/worker.ts'

/** The emulator's Durable Object with a full store. It fills the same SQLite database that the emulator reads. */
export class FilledObject extends EmulatorObject {
  constructor(state: ConstructorParameters<typeof EmulatorObject>[0]) {
    const store = sqliteStore(state.storage.sql)
    if (store.count('package') === 0) {
      fillStore(store, Date.now())
      // The emulator then adds no sample data.
      state.storage.kv.put('isSeeded', true)
    }
    super(state)
  }
}
