import type { Service } from '../service.ts'
import type { ActivationRecord, Store } from '../store/store.ts'
import { MONTH } from '../unknowns.ts'

const HOUR = 3_600_000

/** When each store was last rid of what is too old: often enough is once an hour. */
const pruned = new WeakMap<Store, number>()

/** Keeps an activation. */
export const record = ({ store, now }: Service, activation: ActivationRecord): void => {
  const time = now()
  if (time - (pruned.get(store) ?? 0) >= HOUR) {
    store.prune(time - MONTH)
    pruned.set(store, time)
  }
  store.addActivation(activation)
}
