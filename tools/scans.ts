import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { operations } from '../lib/index.ts'
import { key, startGateway } from './scans/fake-gateway.ts'
import { ffuf } from './scans/ffuf.ts'
import { autocannon, wrk } from './scans/load-generators.ts'
import { findProgram } from './scans/program.ts'
import { listPath, type Scan, type ScanResult } from './scans/scan.ts'
import { slowhttptest } from './scans/slowhttptest.ts'
import { wapiti } from './scans/wapiti.ts'
import { buildProxy, serveWorker } from './workerd.ts'

/**
 * Scans the proxy with third-party programs, those that are installed. The production bundle runs in workerd, on loopback
 * only. The caller has every permission, so that no request fails for a missing one.
 */
const scans: readonly Scan[] = [slowhttptest, wapiti, ffuf, wrk, autocannon]

const token = 'token-of-the-scans'
const authorization = `Bearer ${token}`

let failures = 0
const print = (name: string, { test, result, passed }: ScanResult): void => {
  if (!passed) failures += 1
  console.log(`${passed ? 'passed' : 'FAILED'}         ${name}: ${test}\n               ${result}`)
}

const printLines = (name: string, test: string, lines: readonly string[]): void => {
  const result = lines.length === 0 ? 'none' : `${lines.length}: ${lines.slice(0, 5).join(', ')}`
  print(name, { test, result, passed: lines.length === 0 })
}

const folder = await mkdtemp(join(tmpdir(), 'ncf-scan-'))
try {
  await using gateway = await startGateway()
  await using proxy = await serveWorker(await buildProxy('dist/scan'), {
    NCLOUD_ACCESS_KEY: key.accessKey,
    NCLOUD_SECRET_KEY: key.secretKey,
    PROXY_CALLERS: JSON.stringify([{ id: 'scan', sha256: createHash('sha256').update(token).digest('hex') }]),
    ALLOWED_OPERATIONS: Object.keys(operations).join(','),
    ALLOWED_ACTIONS: 'package001/hello',
    UPSTREAM_DEV_ORIGIN: gateway.origin,
  })

  for (const scan of scans) {
    const program = findProgram(scan.name)
    if (!program) {
      console.log(`not installed  ${scan.name}: ${scan.install}`)
      continue
    }
    for (const result of await scan.run(program, { origin: proxy.origin, authorization, folder })) {
      print(scan.name, result)
    }
  }

  const { count, unsigned, unexpected } = gateway.received
  printLines('gateway', `unsigned requests, of ${count} received`, unsigned)
  printLines('gateway', `requests with an undocumented URL, of ${count} received`, unexpected)
  const internalErrors = proxy.errors.filter((line) => line.includes('"internal"'))
  printLines('proxy', 'internal errors in the log', internalErrors)
  const { status } = await fetch(proxy.origin + listPath, { headers: { authorization } })
  print('proxy', { test: 'a request after all scans', result: `status ${status}`, passed: status === 200 })
  if (failures > 0) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true })
}
