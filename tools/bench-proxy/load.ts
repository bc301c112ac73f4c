import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { median } from '../bench/compare.ts'
import { connect } from './connection.ts'
import { p99, type Target } from './cost.ts'

const CONNECTIONS = 50
/** Whatever the machine can do, it ends. */
const MOST_CALLS = 1_000_000
const SAMPLES = 30
/** Of what the process holds in the last third of the time, to the middle third. In the first it is still growing. */
const GROWTH = 1.1

/** What a process holds of the memory, in MB. */
const residentMB = (pid: number): number => {
  if (process.platform !== 'linux') return Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`])) / 1024
  const [, kB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kB) / 1024
}

/**
 * Calls without a break, over fifty connections at once.
 *
 * @param pid Of the process whose memory is looked at.
 */
export const load = async ({ url, headers = {} }: Target, pid: number, seconds: number) => {
  const taken: number[] = []
  const failures: string[] = []
  const end = performance.now() + seconds * 1000
  const call = async (): Promise<void> => {
    using connection = connect(url, headers)
    while (performance.now() < end && taken.length + failures.length < MOST_CALLS) {
      try {
        taken.push(await connection.ask())
      } catch (error) {
        failures.push(String(error))
      }
    }
  }
  const memory: { second: string; 'RSS MB': string }[] = []
  const held: number[] = []
  const watch = async (): Promise<void> => {
    for (let sample = 1; sample <= SAMPLES && performance.now() < end; sample += 1) {
      await sleep((seconds * 1000) / SAMPLES)
      held.push(residentMB(pid))
      if (sample % 3 === 0) {
        memory.push({ second: ((sample * seconds) / SAMPLES).toFixed(0), 'RSS MB': residentMB(pid).toFixed(1) })
      }
    }
  }
  await Promise.all([watch(), ...Array.from({ length: CONNECTIONS }, call)])

  const third = held.length / 3
  const growth =
    median(held.slice(Math.round(2 * third))) / median(held.slice(Math.round(third), Math.round(2 * third)))
  return {
    memory,
    failures,
    took: [
      {
        name: `${CONNECTIONS} connections for ${seconds} s`,
        calls: taken.length,
        'median ms': median(taken).toFixed(1),
        'p99 ms': p99(taken).toFixed(1),
      },
    ],
    verdicts: [
      {
        name: 'calls that failed',
        value: failures.length,
        limit: 0,
        within: taken.length > 0 && failures.length === 0,
      },
      {
        name: 'memory of workerd: last third / middle third',
        value: growth.toFixed(3),
        limit: GROWTH,
        within: growth <= GROWTH,
      },
    ],
  }
}
