import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { cost } from './bench-proxy/cost.ts'
import { load } from './bench-proxy/load.ts'
import { buildProxy, serveWorker, type WorkerBundle } from './workerd.ts'

/**
 * What the proxy adds to a call, and whether it goes on well under load: the Worker as it is deployed, in workerd, in
 * front of a gateway on this machine. `--seconds` shortens the load.
 */
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } })
const seconds = Number(values.seconds)
if (!(seconds >= 1 && seconds <= 600)) throw new RangeError('--seconds must be from 1 to 600')

const path = '/ncf/api/v2/packages?platform=vpc'
const token = 'token-of-the-benchmark'

const folder = await mkdtemp(join(tmpdir(), 'ncf-bench-'))
const gateway = new Worker(join(import.meta.dirname, 'bench-proxy/gateway.ts'))
try {
  const [port] = await once(gateway, 'message')
  const upstream = `http://127.0.0.1:${port}`

  const production = await buildProxy('dist/bench')
  /** With the same date and flags. */
  const bundle = async (name: string): Promise<WorkerBundle> => {
    const entryPoints = [join(import.meta.dirname, `bench-proxy/${name}.ts`)]
    const outfile = join(folder, name, 'index.js')
    await build({ entryPoints, outfile, bundle: true, minify: true, format: 'esm', target: 'es2022' })
    return { ...production, folder: join(folder, name) }
  }

  await using proxy = await serveWorker(production, {
    NCLOUD_ACCESS_KEY: 'BENCHACCESSKEY000001',
    NCLOUD_SECRET_KEY: 'known-to-everyone-opens-nothing-at-all-1',
    PROXY_CALLERS: JSON.stringify([{ id: 'bench', sha256: createHash('sha256').update(token).digest('hex') }]),
    UPSTREAM_DEV_ORIGIN: upstream,
  })
  await using bare = await serveWorker(await bundle('bare'), { UPSTREAM: upstream })
  await using hono = await serveWorker(await bundle('bare-hono'), { UPSTREAM: upstream })

  const target = { name: 'proxy', url: proxy.origin + path, headers: { authorization: `Bearer ${token}` } }
  const { calls, added } = await cost([
    target,
    { name: 'bare workerd', url: bare.origin + path },
    { name: 'bare Hono in workerd', url: hono.origin + path },
    { name: 'gateway itself', url: upstream + path },
  ])
  console.table(calls)
  console.table(added)

  const { memory, took, verdicts, failures } = await load(target, proxy.pid, seconds)
  console.table(memory)
  console.table(took)
  console.table(verdicts)
  // What it logs as an error is one, whatever it answered.
  const errors = [...failures, ...proxy.errors]
  for (const error of new Set(errors.slice(0, 100))) console.error(error)

  if (errors.length > 0 || ![...added, ...verdicts].every(({ within }) => within)) process.exitCode = 1
} finally {
  await gateway.terminate()
  await rm(folder, { recursive: true })
}
