import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { runProgram } from './program.ts'
import { listPath, type Scan, type ScanTarget } from './scan.ts'

const SECONDS = 20
const CONNECTIONS = 200
/** Timeout of the other requests that are sent during an attack. */
const TIMEOUT_MS = 3000

interface Attack {
  readonly name: string
  readonly args: readonly string[]
  readonly path?: string
}

const attacks: readonly Attack[] = [
  { name: 'headers that never end', args: ['-H'] },
  {
    name: 'bodies that never end',
    args: ['-B', '-t', 'PUT', '-f', 'application/json'],
    path: '/ncf/api/v2/packages/package001',
  },
  { name: 'responses that are read slowly', args: ['-X', '-k', '3', '-w', '1', '-y', '2', '-n', '5', '-z', '1'] },
]

/** Sends requests until the attack has ended, and counts how many succeed. */
const sendRequests = async ({ origin, authorization }: ScanTarget, attackEnded: AbortSignal) => {
  const counts = { succeeded: 0, failed: 0, slowestMs: 0 }
  const isServed = async (): Promise<boolean> => {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await fetch(origin + listPath, { headers: { authorization }, signal })
    await response.text()
    return response.status === 200
  }
  while (!attackEnded.aborted) {
    const start = performance.now()
    if (await isServed().catch(() => false)) counts.succeeded += 1
    else counts.failed += 1
    counts.slowestMs = Math.max(counts.slowestMs, performance.now() - start)
    await sleep(200)
  }
  return counts
}

/** Holds connections open, and sends other requests at the same time. */
export const slowhttptest: Scan = {
  name: 'slowhttptest',
  install: 'apt-get install slowhttptest',
  async run(program, target) {
    const { origin, authorization } = target
    const results = []
    // slowhttptest has no option for this header. Without it, the proxy would not wait for a body.
    const accept = `application/json\r\nauthorization: ${authorization}`
    for (const { name, args, path = listPath } of attacks) {
      const limits = ['-c', `${CONNECTIONS}`, '-r', '100', '-i', '3', '-l', `${SECONDS}`, '-p', `${TIMEOUT_MS / 1000}`]
      const ended = new AbortController()
      const attack = runProgram(program, [...args, ...limits, '-m', accept, '-u', origin + path], SECONDS + 20).finally(
        () => ended.abort(),
      )
      const { succeeded, failed, slowestMs } = await sendRequests(target, ended.signal)
      const output = stripVTControlCharacters(await attack)
      const isAvailable = !/service available:\s*NO/i.test(output)
      const connected = Math.max(0, ...[...output.matchAll(/connected:\s*(\d+)/g)].map(([, count]) => Number(count)))
      results.push({
        test: `${CONNECTIONS} connections with ${name}, ${SECONDS} s`,
        result: `${isAvailable ? 'available' : 'not available'}; at most ${connected} connections; other requests: ${succeeded} succeeded, ${failed} failed, the slowest took ${slowestMs.toFixed(0)} ms`,
        // With few open connections, the attack tested nothing.
        passed: isAvailable && failed === 0 && succeeded > 0 && connected > CONNECTIONS / 2,
      })
    }
    return results
  },
}
