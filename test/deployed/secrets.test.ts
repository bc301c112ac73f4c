import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { builtWorker } from '../support/build.ts'
import { productionProxy } from '../support/edge.ts'
import { allowedOrigin, callers, sha256 } from '../support/proxy.ts'
import { bin, root, run, withFolder } from '../support/run.ts'
import { serve } from '../support/serve.ts'

/** A secret that every encoding changes. */
const secretKey = 'Canary+/"\\&=%25~<\'>-of-the-secret-key'
const accessKey = 'CANARYACCESSKEY00001'
const token = 'canary-/+~-of-the-token'

/** Returns the forms in which a text may appear, at every position of an encoded text. */
const encodings = (text: string): string[] => {
  const json = JSON.stringify(text).slice(1, -1)
  const base64 = [0, 1, 2].map((shift) => {
    const shifted = Buffer.from('.'.repeat(shift) + text).toString('base64')
    return shifted.slice(shift && 4, Math.floor((shift + text.length) / 3) * 4)
  })
  const hex = Buffer.from(text).toString('hex')
  return [
    text,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(text),
    encodeURI(text),
    new URLSearchParams({ text }).toString().slice('text='.length),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_')),
    [...text].reverse().join(''),
    text.replace(/[<>&"']/g, (each) => `&#${each.charCodeAt(0)};`),
  ]
}

const leaks = (outside: string, ...secrets: string[]): string[] =>
  secrets.flatMap(encodings).filter((encoded) => outside.includes(encoded))

test('this test finds an encoded secret', () => {
  for (const shift of ['', 'a', 'ab', 'abc']) {
    const encoded = Buffer.from(`${shift}${secretKey}xyz`).toString('base64')
    expect(leaks(encoded, secretKey)).not.toEqual([])
  }
  expect(leaks(JSON.stringify({ a: JSON.stringify({ secretKey }) }), secretKey)).not.toEqual([])
  expect(leaks('nothing', secretKey)).toEqual([])
})

test('#21 the deployed proxy puts no key, token or signature into responses and logs after any error', async () => {
  const signatures: string[] = []
  const response = (status: number, body: string) => ({ status, body })
  const json = (status: number, body: unknown) => response(status, JSON.stringify(body))
  const left = [
    json(200, { content: [{ name: 'p', description: 'd' }] }),
    json(401, { error: { errorCode: '200', message: 'Authentication Failed', details: 'Invalid' } }),
    json(403, { error: { errorCode: '230', message: 'Forbidden', details: '' } }),
    response(500, '<p>'),
    response(200, 'cut {'),
    response(302, ''),
  ]
  // With these statuses the gateway repeats the request in an error.
  const repeating = [400, 401, 403, 500]
  await using upstream = await serve((request, reply) => {
    const { headers } = request
    signatures.push(String(headers['x-ncp-apigw-signature-v2']))
    const repeated = JSON.stringify(headers)
    const error = { errorCode: '80001', message: encodeURIComponent(repeated), details: btoa(repeated) }
    const last = () => json(200, { content: [{ name: 'p', echo: headers }], echo: headers })
    const { status, body } = left.shift() ?? (repeating[0] ? json(Number(repeating.shift()), { error }) : last())
    // The gateway repeats the request in every field that callers do not get.
    reply.writeHead(status, {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [`echo-${name}`, String(value)])),
      'x-ncp-trace-id': String(headers['x-ncp-apigw-signature-v2']),
      'content-type': 'application/json',
    })
    reply.end(body)
  })
  const keys = { NCLOUD_ACCESS_KEY: accessKey, NCLOUD_SECRET_KEY: secretKey }
  const caller = callers({ sha256: sha256(token) })
  const outside: unknown[] = []
  const record = async (url: string, init?: RequestInit) => {
    const response = await fetch(url, init)
    outside.push(response.status, [...response.headers], await response.text())
  }
  {
    const env = { ...keys, ...caller, ALLOWED_ORIGINS: allowedOrigin, UPSTREAM_DEV_ORIGIN: upstream.origin }
    await using edge = await productionProxy(env)
    const list = `${edge.origin}/ncf/api/v2/packages`
    const authorization = `Bearer ${token}`
    for (let sent = 0; sent < 12; sent += 1) await record(list, { headers: { authorization, origin: allowedOrigin } })
    for (const init of [
      { headers: { authorization: `Bearer ${token}x` } },
      { headers: { authorization, origin: `https://${token}.example` } },
      { headers: { authorization }, method: 'PUT' },
      {},
    ]) {
      await record(`${list}?token=${token}`, init)
      await record(list, init)
    }
    await expect.poll(() => edge.log.length + edge.errors.length, { message: 'one line for each request' }).toBe(20)
    outside.push(edge)
    // The proxy retries after the cut response, with a new signature.
    expect(signatures.length).toBe(13)
  }
  for (const wrong of [
    { NCLOUD_SECRET_KEY: `${secretKey} ` },
    { NCLOUD_ACCESS_KEY: `${accessKey}\n` },
    { NCLOUD_SITE: secretKey },
    { NCLOUD_REGION: secretKey },
    { PROXY_AUTH: secretKey },
    { PROXY_CALLERS: secretKey },
    { PROXY_CALLERS: JSON.stringify([{ id: 'a', sha256: token }]) },
    { PROXY_CALLERS: JSON.stringify([{ id: 'a', sha256: sha256('b'), [token]: secretKey }]) },
    { ALLOWED_ORIGINS: secretKey },
    { ALLOWED_OPERATIONS: secretKey },
    { ALLOWED_ACTIONS: secretKey },
    { MAX_BODY_BYTES: secretKey },
    { UPSTREAM_DEV_ORIGIN: `http://${token}.example` },
  ] as Record<string, string>[]) {
    await using edge = await productionProxy({ ...keys, ...caller, ...wrong })
    await record(`${edge.origin}/healthz`)
    expect(outside.at(-3)).toBe(503)
    await expect.poll(() => edge.errors.join()).toContain('"event":"misconfigured"')
    outside.push(edge)
  }
  expect(leaks(JSON.stringify(outside), secretKey, accessKey, token, sha256(token), ...signatures)).toEqual([])
  expect(leaks(outside.join(), secretKey, accessKey, token, sha256(token), ...signatures)).toEqual([])
})

test('#21 a build contains no secret of the machine that builds it', async () => {
  await withFolder(async (folder) => {
    const parts = ['demo', 'lib', 'worker', 'package.json', 'tsconfig.json', 'vite.config.ts', 'wrangler.toml']
    for (const part of parts) await cp(join(root, part), join(folder, part), { recursive: true })
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    const vars = `NCLOUD_ACCESS_KEY=${accessKey}\nNCLOUD_SECRET_KEY=${token}\n`
    for (const name of ['.dev.vars', '.env']) await writeFile(join(folder, name), vars)
    await mkdir(join(folder, 'dist'))
    await run(bin('vite'), ['build', '--sourcemap', '--logLevel', 'error'], folder)
    const files = (await readdir(join(folder, 'dist'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    expect(files.filter((file) => /\.(js|map|html)$/.test(file)).length).toBeGreaterThan(4)
    const filesWithSecrets: string[] = []
    for (const file of files) {
      if (leaks(await readFile(file, 'latin1'), accessKey, token).length > 0)
        filesWithSecrets.push(file.slice(folder.length))
    }
    // Vite copies it for `vite preview`. It is neither a module of the Worker nor a file that the Worker serves.
    expect(filesWithSecrets).toEqual(['/dist/edge/ncloud_functions/.dev.vars'])
  })
})

test('#32 the production flags remove process, Node and the import of secrets', async () => {
  const config = join(root, builtWorker('production', 'ncloud_functions'))
  const { compatibility_date, compatibility_flags } = JSON.parse(await readFile(config, 'utf8'))
  const built = await readdir(dirname(config), { recursive: true })
  expect(built).toContain('index.js')
  const worker = `
    import { env } from 'cloudflare:workers'
    const read = (name) => import(name).then(({ default: it }) => Object.keys(it.env ?? it), () => 'not there')
    export default {
      async test(_, its) {
        const globals = ['process', 'Buffer', 'require', 'global', 'setImmediate'].filter((name) => name in globalThis)
        const modules = [await read('node:process'), await read('node:fs')]
        console.log(JSON.stringify({ process: typeof process, globals, modules, env: Object.keys(env), its: its.SECRET }))
      },
    }`
  const capnp = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = ${JSON.stringify(compatibility_date)},
  compatibilityFlags = ${JSON.stringify(compatibility_flags)},
  bindings = [(name = "SECRET", text = "canary")],
))]);`
  const printed = await withFolder(async (folder) => {
    await writeFile(join(folder, 'worker.js'), worker)
    await writeFile(join(folder, 'workerd.capnp'), capnp)
    return run(bin('workerd'), ['test', 'workerd.capnp'], folder)
  })
  expect(JSON.parse(printed)).toEqual({
    process: 'undefined',
    globals: [],
    modules: [[], 'not there'],
    env: [],
    its: 'canary',
  })
})
