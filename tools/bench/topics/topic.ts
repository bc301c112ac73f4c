import type { Contender } from '../timing.ts'

/** A comparison that runs on every runtime. */
export interface Topic {
  readonly title: string
  /** Milliseconds for all rounds. */
  readonly budgetMs: number
  /** Creates the contenders, the baseline first. `origin` is that of the gateway. */
  readonly contenders: (origin: string) => Promise<readonly Contender[]>
}
