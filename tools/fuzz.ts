import { parseArgs } from 'node:util'
import { runAnswer } from './fuzz/run-answer.ts'
import { runRequest, type Verdict } from './fuzz/run-request.ts'

/**
 * Sends random requests to the proxy, and answers random calls of the proxy and the client. Oracles judge each: they
 * know the documents, not the code. The first mistake ends the command, with a command that repeats it.
 */
const usage = `Usage: npm run fuzz -- [options]

  --seconds N      how long to run; default 60
  --requests N     stop after N requests; default: no limit
  --seed N         another seed makes other cases; default 1
  --case KIND:N    run one case again, such as requests:17 or answers:4`

const kinds: Readonly<Record<string, (seed: number, index: number) => Promise<Verdict>>> = {
  requests: runRequest,
  answers: runAnswer,
}

/** Requests for each answer. */
const REQUESTS_PER_ANSWER = 5

/** Requests between two looks at the clock. */
const BATCH = 500

const readNumber = (name: string, text: string, least: number): number => {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= least) return number
  throw new RangeError(`--${name} must be an integer of ${least} or more`)
}

const { values: options } = (() => {
  try {
    return parseArgs({
      options: {
        seconds: { type: 'string', default: '60' },
        requests: { type: 'string', default: `${Number.MAX_SAFE_INTEGER}` },
        seed: { type: 'string', default: '1' },
        case: { type: 'string' },
      },
    })
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`)
    process.exit(2)
  }
})()
const seed = readNumber('seed', options.seed, 0)
const counts: Record<string, Record<string, number>> = {}

/** Runs one case. @returns Whether nothing is wrong. */
const runCase = async (kind: string, index: number): Promise<boolean> => {
  const run = kinds[kind]
  if (!run) throw new RangeError(`--case must begin with ${Object.keys(kinds).join(' or ')}`)
  const { kind: outcome, mistakes, input } = await run(seed, index)
  const counted = counts[kind] ?? {}
  counted[outcome] = (counted[outcome] ?? 0) + 1
  counts[kind] = counted
  if (mistakes.length === 0) return true
  console.error(`${kind}: ${mistakes.join('\n  ')}\n${JSON.stringify(input, null, 2)}`)
  console.error(`Run it again: npm run fuzz -- --seed ${seed} --case ${kind}:${index}`)
  return false
}

const runMany = async (): Promise<boolean> => {
  const end = performance.now() + readNumber('seconds', options.seconds, 1) * 1000
  const limit = readNumber('requests', options.requests, 1)
  for (let index = 0; index < limit; index += 1) {
    if (index % BATCH === 0 && performance.now() > end) break
    if (!(await runCase('requests', index))) return false
    if (index % REQUESTS_PER_ANSWER === 0 && !(await runCase('answers', index / REQUESTS_PER_ANSWER))) return false
  }
  return true
}

const [kind = '', index = ''] = options.case?.split(':') ?? []
const isRight = await (options.case ? runCase(kind, readNumber('case', index, 0)) : runMany())
for (const [kind, outcomes] of Object.entries(counts)) {
  const total = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  console.log(`${total} ${kind} with seed ${seed}: ${JSON.stringify(outcomes)}`)
}
if (!isRight) process.exitCode = 1
