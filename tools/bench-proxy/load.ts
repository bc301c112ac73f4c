import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { median } from '../bench/timing.ts'
import { connect } from './connection.ts'
import { p99, type Target } from './latency.ts'

const CONNECTIONS = 50
/** Limits the memory that the times need on a fast machine. */
const MAX_REQUESTS = 1_000_000
const SAMPLES = 30
/**
 * The highest accepted ratio of the memory in the last third of the time to that in the middle third. In the first third
 * the memory still grows.
 */
const MAX_GROWTH = 1.1

/** Returns the resident memory of a process in MB. */
const residentMB = (pid: number): number => {
  if (process.platform !== 'linux') return Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`])) / 1024
  const [, kB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kB) / 1024
}

/** Samples the memory of a process until the end time. */
const sampleMemory = async (pid: number, seconds: number, end: number): Promise<number[]> => {
  const samples: number[] = []
  while (samples.length < SAMPLES && performance.now() < end) {
    await sleep((seconds * 1000) / SAMPLES)
    samples.push(residentMB(pid))
  }
  return samples
}

const growthOf = (samples: readonly number[]): number => {
  const middle = Math.round(samples.length / 3)
  const last = Math.round((2 * samples.length) / 3)
  return median(samples.slice(last)) / median(samples.slice(middle, last))
}

/**
 * Sends requests over 50 connections without a pause, and watches the memory of the server.
 *
 * @param pid The process of the server.
 */
export const measureLoad = async ({ url, headers = {} }: Target, pid: number, seconds: number) => {
  const times: number[] = []
  const failures: string[] = []
  const end = performance.now() + seconds * 1000
  const sendRequests = async (): Promise<void> => {
    using connection = connect(url, headers)
    while (performance.now() < end && times.length + failures.length < MAX_REQUESTS) {
      try {
        times.push(await connection.measure())
      } catch (error) {
        failures.push(String(error))
      }
    }
  }
  const [samples] = await Promise.all([
    sampleMemory(pid, seconds, end),
    ...Array.from({ length: CONNECTIONS }, sendRequests),
  ])
  const growth = growthOf(samples)
  return {
    memory: samples.flatMap((memory, index) =>
      (index + 1) % 3 === 0
        ? [{ second: (((index + 1) * seconds) / SAMPLES).toFixed(0), 'RSS MB': memory.toFixed(1) }]
        : [],
    ),
    failures,
    requests: [
      {
        name: `${CONNECTIONS} connections for ${seconds} s`,
        requests: times.length,
        'median ms': median(times).toFixed(1),
        'p99 ms': p99(times).toFixed(1),
      },
    ],
    checks: [
      {
        name: 'failed requests',
        value: failures.length,
        limit: 0,
        passed: times.length > 0 && failures.length === 0,
      },
      {
        name: 'memory of workerd: last third / middle third',
        value: growth.toFixed(3),
        limit: MAX_GROWTH,
        passed: growth <= MAX_GROWTH,
      },
    ],
  }
}
