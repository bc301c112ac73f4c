import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operations } from '../lib/index.ts'
import { ffuf } from './scans/ffuf.ts'
import { key, openGateway } from './scans/gateway.ts'
import { autocannon, wrk } from './scans/load.ts'
import { find } from './scans/program.ts'
import { type Judge, LIST } from './scans/scan.ts'
import { slowhttptest } from './scans/slowhttptest.ts'
import { wapiti } from './scans/wapiti.ts'
import { buildProxy, serveWorker } from './workerd.ts'

/**
 * Lets programs that others wrote judge the proxy as it is deployed, in workerd and on loopback alone: those of them that
 * are installed. Everything is granted, so that nothing is refused for want of a grant.
 */
const judges: readonly Judge[] = [slowhttptest, wapiti, ffuf, wrk, autocannon]

const token = 'token-of-the-judges'
const authorization = `Bearer ${token}`

const folder = await mkdtemp(join(tmpdir(), 'ncf-judge-'))
try {
  await using gateway = await openGateway()
  await using proxy = await serveWorker(await buildProxy('dist/judge'), {
    NCLOUD_ACCESS_KEY: key.accessKey,
    NCLOUD_SECRET_KEY: key.secretKey,
    PROXY_CALLERS: JSON.stringify([{ id: 'judge', sha256: createHash('sha256').update(token).digest('hex') }]),
    ALLOWED_OPERATIONS: Object.keys(operations).join(','),
    ALLOWED_ACTIONS: 'package001/hello',
    UPSTREAM_DEV_ORIGIN: gateway.origin,
  })

  let failed = 0
  const say = (name: string, ran: string, said: string, passed: boolean): void => {
    if (!passed) failed += 1
    console.log(`${passed ? 'passed' : 'FAILED'}  ${name}: ${ran}\n        ${said}`)
  }
  for (const { name, install, judge } of judges) {
    const program = find(name)
    if (!program) console.log(`absent  ${name}: ${install}`)
    else
      for (const { ran, said, passed } of await judge(program, { origin: proxy.origin, authorization, folder }))
        say(name, ran, said, passed)
  }

  const { calls, unsigned, strange } = gateway.seen
  const list = (found: readonly string[]): string =>
    found.length ? `${found.length}: ${found.slice(0, 5).join(', ')}` : 'none'
  say('gateway', `${calls} calls came, unsigned`, list(unsigned), unsigned.length === 0)
  say('gateway', 'and with an address that is none of the API', list(strange), strange.length === 0)
  const internal = proxy.errors.filter((line) => line.includes('"internal"'))
  say('proxy', 'failures of its own in its log', list(internal), internal.length === 0)
  const { status } = await fetch(proxy.origin + LIST, { headers: { authorization } })
  say('proxy', 'answers after all of this', `${status}`, status === 200)
  if (failed > 0) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true })
}
