import { MONTH } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { ActivationRecord, Store } from '../store/store.ts'

const PRUNE_INTERVAL_MS = 3_600_000

const lastPruned = new WeakMap<Store, number>()

/** Saves an activation. Deletes the activations older than a month, at most once an hour. */
export const saveActivation = ({ store, now }: EmulatorContext, activation: ActivationRecord): void => {
  const time = now()
  if (time - (lastPruned.get(store) ?? 0) >= PRUNE_INTERVAL_MS) {
    store.prune(time - MONTH)
    lastPruned.set(store, time)
  }
  store.addActivation(activation)
}
