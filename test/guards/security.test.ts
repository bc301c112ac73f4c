import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { open, promises } from '../../tools/docs/security/promises.ts'
import { readProofs } from '../../tools/docs/security/read-proofs.ts'
import { proofsIn } from '../../tools/docs/security/table.ts'
import { root } from '../support/run.ts'

const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8')

describe('SECURITY.md', () => {
  const proofs = readProofs(root)
  const proved = new Set(proofs.flatMap((proof) => proof.promises))

  test.for(Object.entries(promises))('has a test of promise %s: %s', ([number]) => {
    const isOpen = open.includes(Number(number))
    const message = isOpen ? 'a test has its number: remove it from `open`' : 'no test has its number'
    expect(proved.has(Number(number)), message).toBe(!isOpen)
  })

  test('numbers the promises without gaps', () => {
    expect(Object.keys(promises)).toEqual(Object.keys(promises).map((_, at) => `${at + 1}`))
  })

  test('has a promise for each number that a test has', () => {
    const unknown = proofs.filter((proof) => proof.promises.some((number) => !promises[number]))
    expect([unknown, open.filter((number) => !promises[number])]).toEqual([[], []])
  })

  test('names a test beside each promise', async () => {
    expect(await read('SECURITY.md')).toContain(`| 1 | ${promises[1]} | [`)
  })

  test('has only tests that run', async () => {
    for (const file of new Set(proofs.map((proof) => proof.file))) {
      expect([file, (await read(file)).match(/\.(skip|skipIf|runIf|todo|only|fails)\b/g)]).toEqual([file, null])
    }
  })

  test('has the names of tests in every kind of quotes', () => {
    // `@` stands for `#`: this file must not have proofs of its own here.
    const code = [
      `'@1 @20 one %s'`,
      '`@3 a ~{b} c`',
      `"@4 it's"`,
      "'@5'",
      "'@ 6 no'",
      "'no @7 no'",
      "\n  // '@8 no'",
    ].join()
    expect(
      proofsIn('f', code.replaceAll('@', '#').replaceAll('~', '$')).map((proof) => [...proof.promises, proof.name]),
    ).toEqual([
      [1, 20, 'one …'],
      [3, 'a … c'],
      [4, "it's"],
    ])
  })
})

test('#33 the lock file has no version with a known vulnerability', async () => {
  const { packages } = JSON.parse(await read('package-lock.json')) as { packages: Record<string, { version?: string }> }
  const atLeast = { hono: [4, 13, 5], vite: [8, 0, 5], ws: [8, 21, 0] }
  for (const [name, [major, minor, patch]] of Object.entries(atLeast) as [string, [number, number, number]][]) {
    const versions = Object.entries(packages).flatMap(([path, { version = '' }]) =>
      path.endsWith(`node_modules/${name}`) ? [version] : [],
    )
    expect([name, versions.length]).not.toEqual([name, 0])
    for (const version of versions) {
      const [a = 0, b = 0, c = 0] = version.split('.').map(Number)
      const isNewer = a > major || (a === major && (b > minor || (b === minor && c >= patch)))
      expect([name, version, isNewer]).toEqual([name, version, true])
    }
  }
  const { peerDependencies } = JSON.parse(await read('package.json'))
  expect(peerDependencies.hono, 'a package manager must not install an older one').toBe('^4.13.5')
})

test('#26 the code and the configuration of the proxy use no cache of Cloudflare', async () => {
  const names = (await readdir(join(root, 'worker/proxy'), { recursive: true })).filter((name) => name.endsWith('.ts'))
  for (const name of names) {
    const code = (await read(join('worker/proxy', name))).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    expect([name, code.match(/\bcaches\b|\bcf\s*:|cacheTtl|cacheEverything|s-maxage|\bpublic\b, max-age/g)]).toEqual([
      name,
      null,
    ])
  }
  for (const env of [undefined, 'dev']) {
    const config = unstable_readConfig(
      { config: join(root, 'wrangler.toml'), ...(env && { env }) },
      { hideWarnings: true },
    )
    expect((config as { cache?: { enabled?: boolean } }).cache?.enabled ?? false).toBe(false)
    expect([config.kv_namespaces, config.r2_buckets]).toEqual([[], []])
  }
  expect(await read('wrangler.toml')).not.toMatch(/^\s*\[?cache/m)
  expect(await read('worker/proxy/response/respond.ts')).toContain("'cache-control': 'no-store'")
})

test('#31 the deployed Worker has one URL, and a log without queries', async () => {
  const text = await read('wrangler.toml')
  for (const line of [
    'workers_dev = false',
    'preview_urls = false',
    'send_metrics = false',
    'redact_query_string = true',
  ])
    expect(text.split('\n')).toContain(line)
  const { assets } = unstable_readConfig({ config: join(root, 'wrangler.toml') }, { hideWarnings: true })
  expect(assets?.run_worker_first, 'no file replaces a response of the proxy').toEqual(['/ncf/*', '/api/*', '/healthz'])
})
