import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { run } from './program.ts'
import { type Judge, LIST } from './scan.ts'

const SECONDS = 20
const CONNECTIONS = 200
/** Milliseconds that others may have to wait meanwhile. */
const PATIENCE = 3000

interface Mode {
  readonly name: string
  readonly args: readonly string[]
  readonly path?: string
}

const modes: readonly Mode[] = [
  { name: 'headers that never end', args: ['-H'] },
  {
    name: 'bodies that never end',
    args: ['-B', '-t', 'PUT', '-f', 'application/json'],
    path: '/ncf/api/v2/packages/package001',
  },
  { name: 'answers that nobody reads', args: ['-X', '-k', '3', '-w', '1', '-y', '2', '-n', '5', '-z', '1'] },
]

/** Holds connections open, while somebody else calls. */
export const slowhttptest: Judge = {
  name: 'slowhttptest',
  install: 'apt-get install slowhttptest',
  async judge(program, { origin, authorization }) {
    const verdicts = []
    // It has no option for other headers than a few. Without a credential nothing waits for a body.
    const accept = `application/json\r\nauthorization: ${authorization}`
    for (const { name, args, path = LIST } of modes) {
      const bounds = ['-c', `${CONNECTIONS}`, '-r', '100', '-i', '3', '-l', `${SECONDS}`, '-p', `${PATIENCE / 1000}`]
      const ended = new AbortController()
      const attack = run(program, [...args, ...bounds, '-m', accept, '-u', origin + path], SECONDS + 20).finally(() =>
        ended.abort(),
      )
      let answered = 0
      let failed = 0
      let slowest = 0
      while (!ended.signal.aborted) {
        const start = performance.now()
        const signal = AbortSignal.timeout(PATIENCE)
        const ask = async (): Promise<boolean> => {
          const response = await fetch(origin + LIST, { headers: { authorization }, signal })
          await response.text()
          return response.status === 200
        }
        if (await ask().catch(() => false)) answered += 1
        else failed += 1
        slowest = Math.max(slowest, performance.now() - start)
        await sleep(200)
      }
      const printed = stripVTControlCharacters(await attack)
      const unavailable = /service available:\s*NO/i.test(printed)
      const connected = Math.max(0, ...[...printed.matchAll(/connected:\s*(\d+)/g)].map(([, count]) => Number(count)))
      verdicts.push({
        ran: `${CONNECTIONS} connections with ${name}, ${SECONDS} s`,
        said: `${unavailable ? 'not available' : 'available'}; ${connected} connected at most; of our own calls ${answered} answered, ${failed} failed, slowest ${slowest.toFixed(0)} ms`,
        // Where nothing was held open, nothing was tried.
        passed: !unavailable && failed === 0 && answered > 0 && connected > CONNECTIONS / 2,
      })
    }
    return verdicts
  },
}
