import type { RuntimeResult } from './runtimes/runtimes.ts'
import type { Measurement } from './timing.ts'

/** The results of a runtime, or the reason why there are none. */
export type RuntimeReport = { readonly name: string } & (RuntimeResult | { readonly missing: string })

/** The measurements of a topic on a runtime. */
export interface TopicReport {
  readonly runtime: string
  readonly missing?: string
  readonly measurements: readonly Measurement[]
}

/** Returns the results by topic. A runtime without results is part of each topic, with the reason. */
export const groupByTopic = (runtimes: readonly RuntimeReport[]): ReadonlyMap<string, readonly TopicReport[]> => {
  const titles = runtimes.flatMap((runtime) => ('topics' in runtime ? runtime.topics.map(({ title }) => title) : []))
  const reportOf = (runtime: RuntimeReport, title: string): TopicReport => {
    if ('missing' in runtime) return { runtime: runtime.name, missing: runtime.missing, measurements: [] }
    const topic = runtime.topics.find((each) => each.title === title)
    return { runtime: runtime.name, measurements: topic?.measurements ?? [] }
  }
  return new Map(titles.map((title) => [title, runtimes.map((runtime) => reportOf(runtime, title))]))
}

const row = (runtime: string, { name, note, times }: Measurement) => ({
  runtime,
  name,
  ratio: times?.ratio.median.toFixed(2) ?? '',
  'p10–p90': times ? `${times.ratio.p10.toFixed(2)}–${times.ratio.p90.toFixed(2)}` : '',
  'median µs': times ? (times.ms * 1000).toPrecision(3) : '',
  rounds: times?.rounds ?? '',
  note,
})

/** Prints the table of a topic. */
export const printTopic = (title: string, reports: readonly TopicReport[]): void => {
  console.log(`\n${title}`)
  console.table(
    reports.flatMap(({ runtime, missing, measurements }) =>
      missing ? [{ runtime, note: missing }] : measurements.map((measurement) => row(runtime, measurement)),
    ),
    ['runtime', 'name', 'ratio', 'p10–p90', 'median µs', 'rounds', 'note'],
  )
}
