import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { developmentCredentials } from '../../worker/emulator/index.ts'
import { root } from '../support/run.ts'

const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8')
const wrangler = (env?: string) =>
  unstable_readConfig({ config: join(root, 'wrangler.toml'), ...(env && { env }) }, { hideWarnings: true })

test('#31 #32 the deployed Worker has no Node, no importable secrets and no second URL', () => {
  const config = wrangler()
  expect(config.compatibility_flags).toEqual([
    'no_nodejs_compat',
    'no_nodejs_compat_v2',
    'disallow_importable_env',
    'global_fetch_strictly_public',
    'enable_request_signal',
  ])
  expect(config).toMatchObject({
    main: join(root, 'worker/index.ts'),
    workers_dev: false,
    preview_urls: false,
    vars: {},
  })
  expect(config.services, 'no other upstream').toEqual([])
  expect(config.secrets?.required).toEqual(['NCLOUD_ACCESS_KEY', 'NCLOUD_SECRET_KEY'])
})

test('the deployed Worker has four rate limits, and the development environment one', () => {
  type Limit = { readonly name: string; readonly simple: { readonly limit: number; readonly period: number } }
  const limits = (env?: string) =>
    (wrangler(env).ratelimits as Limit[]).map(({ name, simple }) => [name, simple.limit, simple.period])
  expect(limits()).toEqual([
    ['RL_ADDRESS', 60, 60],
    ['RL_CALLER', 120, 60],
    ['RL_WRITE', 10, 60],
    ['RL_GLOBAL', 600, 60],
  ])
  expect(limits('dev')).toEqual([['RL_GLOBAL', 600, 60]])
})

test('the development environment has public keys and an upstream on this machine', () => {
  const { vars } = wrangler('dev')
  expect(vars).toEqual({
    NCLOUD_ACCESS_KEY: developmentCredentials[0].accessKey,
    NCLOUD_SECRET_KEY: developmentCredentials[0].secretKey,
    PROXY_AUTH: 'public-read',
    UPSTREAM_DEV_ORIGIN: 'http://localhost',
  })
})

test('the lock file has no host names, so it works with every registry', async () => {
  const lock = JSON.parse(await read('package-lock.json'))
  const resolved = Object.entries<{ resolved?: string }>(lock.packages).filter(([, entry]) => entry.resolved)
  expect(resolved).toEqual([])
})

test('the package depends on nothing at run time, except for hono and jose in the Worker', async () => {
  const manifest = JSON.parse(await read('package.json'))
  expect(manifest.dependencies).toBeUndefined()
  expect(Object.keys(manifest.peerDependencies)).toEqual(['hono', 'jose'])
  expect(manifest.peerDependenciesMeta).toEqual({ hono: { optional: true }, jose: { optional: true } })
})

test('#21 git ignores files with secrets and build output', async () => {
  const ignored = (await read('.gitignore')).split('\n')
  for (const pattern of ['dist/', '.dev.vars*', 'node_modules/', '.wrangler/']) expect(ignored).toContain(pattern)
})
