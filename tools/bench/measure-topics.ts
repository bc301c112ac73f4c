import { compare, effortOf, type Measurement } from './timing.ts'
import { manyCalls, oneCall } from './topics/calls.ts'
import { decoding } from './topics/decoding.ts'
import { signature } from './topics/signature.ts'

/** The argument of the program. */
export interface Settings {
  /** Scheme, host and port of the gateway. */
  readonly origin: string
  /** The part of the time of a full run, up to 1. */
  readonly share: number
}

/** The measurements of a topic on one runtime. */
export interface TopicResult {
  readonly title: string
  readonly measurements: readonly Measurement[]
}

/** Measures all topics on the runtime that this program runs on. */
export const measureTopics = async ({ origin, share }: Settings): Promise<TopicResult[]> => {
  const results: TopicResult[] = []
  for (const { title, budgetMs, contenders } of [signature, oneCall, manyCalls, ...decoding]) {
    results.push({ title, measurements: await compare(await contenders(origin), effortOf(budgetMs, share)) })
  }
  return results
}
