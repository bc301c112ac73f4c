import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { measureLatency } from './bench-proxy/latency.ts'
import { measureLoad } from './bench-proxy/load.ts'
import { buildProxy, serveWorker, type WorkerBundle } from './workerd.ts'

/**
 * Measures the time that the proxy adds to a request, and its behavior under load. The production bundle runs in workerd,
 * before a gateway on this computer. `--seconds` sets the duration of the load.
 */
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } })
const seconds = Number(values.seconds)
if (!(seconds >= 1 && seconds <= 600)) throw new RangeError('--seconds must be a number from 1 to 600, such as 60')

const path = '/ncf/api/v2/packages?platform=vpc'
const token = 'token-of-the-benchmark'

const folder = await mkdtemp(join(tmpdir(), 'ncf-bench-'))
const gateway = new Worker(join(import.meta.dirname, 'bench-proxy/fake-gateway.ts'))
try {
  const [port] = await once(gateway, 'message')
  const upstream = `http://127.0.0.1:${port}`

  const proxyBundle = await buildProxy('dist/bench')
  /** Bundles a Worker with the compatibility date and flags of the proxy. */
  const bundle = async (name: string): Promise<WorkerBundle> => {
    const entryPoints = [join(import.meta.dirname, `bench-proxy/${name}.ts`)]
    const outfile = join(folder, name, 'index.js')
    await build({ entryPoints, outfile, bundle: true, minify: true, format: 'esm', target: 'es2022' })
    return { ...proxyBundle, folder: join(folder, name) }
  }

  await using proxy = await serveWorker(proxyBundle, {
    NCLOUD_ACCESS_KEY: 'BENCHACCESSKEY000001',
    NCLOUD_SECRET_KEY: 'a-public-secret-key-of-no-account',
    PROXY_CALLERS: JSON.stringify([{ id: 'bench', sha256: createHash('sha256').update(token).digest('hex') }]),
    UPSTREAM_DEV_ORIGIN: upstream,
  })
  await using plainWorker = await serveWorker(await bundle('plain-worker'), { UPSTREAM: upstream })
  await using plainHonoWorker = await serveWorker(await bundle('plain-hono-worker'), { UPSTREAM: upstream })

  const target = { name: 'proxy', url: proxy.origin + path, headers: { authorization: `Bearer ${token}` } }
  const latency = await measureLatency([
    target,
    { name: 'plain Worker', url: plainWorker.origin + path },
    { name: 'plain Hono Worker', url: plainHonoWorker.origin + path },
    { name: 'gateway', url: upstream + path },
  ])
  console.table(latency.requests)
  console.table(latency.added)

  const load = await measureLoad(target, proxy.pid, seconds)
  console.table(load.memory)
  console.table(load.requests)
  console.table(load.checks)
  // A line in the error log is a failure, even if the response was a success.
  const errors = [...load.failures, ...proxy.errors]
  for (const error of new Set(errors.slice(0, 100))) console.error(error)

  if (errors.length > 0 || ![...latency.added, ...load.checks].every(({ passed }) => passed)) process.exitCode = 1
} finally {
  await gateway.terminate()
  await rm(folder, { recursive: true })
}
