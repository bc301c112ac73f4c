import { runProgram } from './program.ts'
import { listPath, type Scan } from './scan.ts'

const SECONDS = 10
const CONNECTIONS = 50

const test = `${CONNECTIONS} connections for ${SECONDS} s`

/** A load generator in C. */
export const wrk: Scan = {
  name: 'wrk',
  install: 'apt-get install wrk',
  async run(program, { origin, authorization }) {
    const args = ['-t', '2', '-c', `${CONNECTIONS}`, '-d', `${SECONDS}s`, '--timeout', '5s', '--latency']
    const header = ['-H', `authorization: ${authorization}`]
    const output = await runProgram(program, [...args, ...header, origin + listPath], SECONDS + 20)
    const [, requests = '0'] = /(\d+) requests in/.exec(output) ?? []
    const latency = (percentile: string): string =>
      `${percentile} within ${new RegExp(`${percentile}\\s+(\\S+)`).exec(output)?.[1]}`
    const [errors] = /(Non-2xx|Socket errors).*/.exec(output) ?? []
    return [
      {
        test,
        result: `${requests} requests, ${latency('50%')}, ${latency('99%')}; ${errors ?? 'no errors'}`,
        passed: Number(requests) > 0 && !errors,
      },
    ]
  },
}

/** A load generator in JavaScript. */
export const autocannon: Scan = {
  name: 'autocannon',
  install: 'npm install --global autocannon',
  async run(program, { origin, authorization }) {
    const args = ['-c', `${CONNECTIONS}`, '-d', `${SECONDS}`, '-t', '5', '-j', '-n']
    const header = ['-H', `authorization=${authorization}`]
    const output = await runProgram(program, [...args, ...header, origin + listPath], SECONDS + 20)
    const { errors, timeouts, non2xx, requests, latency } = JSON.parse(output.slice(output.indexOf('{')))
    return [
      {
        test,
        result: `${requests.total} requests, 50% within ${latency.p50} ms, 99% within ${latency.p99} ms; ${errors} errors, ${timeouts} timeouts, ${non2xx} without status 2xx`,
        passed: requests.total > 0 && errors + timeouts + non2xx === 0,
      },
    ]
  },
}
