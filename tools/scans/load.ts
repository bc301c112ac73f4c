import { run } from './program.ts'
import { type Judge, LIST, type Verdict } from './scan.ts'

const SECONDS = 10
const CONNECTIONS = 50

const ran = `${CONNECTIONS} connections, ${SECONDS} s`

/** A load generator in C. */
export const wrk: Judge = {
  name: 'wrk',
  install: 'apt-get install wrk',
  async judge(program, { origin, authorization }): Promise<Verdict[]> {
    const args = ['-t', '2', '-c', `${CONNECTIONS}`, '-d', `${SECONDS}s`, '--timeout', '5s', '--latency']
    const printed = await run(program, [...args, '-H', `authorization: ${authorization}`, origin + LIST], SECONDS + 20)
    const [, calls = '0'] = /(\d+) requests in/.exec(printed) ?? []
    const latency = ['50%', '99%'].map((each) => `${each} within ${new RegExp(`${each}\\s+(\\S+)`).exec(printed)?.[1]}`)
    const [trouble] = /(Non-2xx|Socket errors).*/.exec(printed) ?? []
    return [
      {
        ran,
        said: `${calls} calls, ${latency.join(', ')}; ${trouble ?? 'no error'}`,
        passed: Number(calls) > 0 && !trouble,
      },
    ]
  },
}

/** A load generator in JavaScript. */
export const autocannon: Judge = {
  name: 'autocannon',
  install: 'npm install --global autocannon',
  async judge(program, { origin, authorization }): Promise<Verdict[]> {
    const args = [
      '-c',
      `${CONNECTIONS}`,
      '-d',
      `${SECONDS}`,
      '-t',
      '5',
      '-j',
      '-n',
      '-H',
      `authorization=${authorization}`,
    ]
    const printed = await run(program, [...args, origin + LIST], SECONDS + 20)
    const { errors, timeouts, non2xx, requests, latency } = JSON.parse(printed.slice(printed.indexOf('{')))
    return [
      {
        ran,
        said: `${requests.total} calls, 50% within ${latency.p50} ms, 99% within ${latency.p99} ms; ${errors} errors, ${timeouts} timeouts, ${non2xx} refused`,
        passed: requests.total > 0 && errors + timeouts + non2xx === 0,
      },
    ]
  },
}
