import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { findDeployedMistakes } from '../../tools/check-config/find-deployed-mistakes.ts'
import { openConfig, sha256 } from '../support/proxy.ts'
import { bin, root, withFolder } from '../support/run.ts'

const worker = 'name = "proxy"\nmain = "index.js"\ncompatibility_date = "2026-10-01"\n'

interface Given {
  /** Text of wrangler.toml after the name of the Worker. */
  readonly toml?: string
  readonly env?: string
  /** Texts of the files for --secrets and --callers. */
  readonly secrets?: string
  readonly callers?: string
  readonly environment?: Record<string, string>
}

/** Returns what `npm run check-config` finds. */
const find = ({ toml = '', env, environment = {}, ...files }: Given) =>
  withFolder(async (folder) => {
    const write = async (name: string, content: string): Promise<string> => {
      const file = join(folder, name)
      await writeFile(file, content)
      return file
    }
    const sources = { config: await write('wrangler.toml', worker + toml), env }
    const written = await Promise.all(
      Object.entries(files).map(async ([name, content]) => [name, await write(name, content)]),
    )
    return findDeployedMistakes({ ...sources, ...Object.fromEntries(written) }, environment)
  })

const { NCLOUD_ACCESS_KEY = '', NCLOUD_SECRET_KEY = '', PROXY_CALLERS = '' } = openConfig
const secretNames = ['NCLOUD_ACCESS_KEY', 'NCLOUD_SECRET_KEY', 'PROXY_CALLERS']

describe('#25 npm run check-config finds what the deployed proxy would reject:', () => {
  test('every mistake in wrangler.toml, without its value', async () => {
    const { mistakes, unchecked } = await find({
      toml: `[vars]
ALLOWED_OPERATION = "CANARY"
ALLOWED_ORIGINS = "http://canary.example"
MAX_BODY_BYTES = 1048576
NCLOUD_SITE = { CANARY = "x" }
OWN_VARIABLE = "CANARY"
[[ratelimits]]
name = "RL_ADRESS"
namespace_id = "1"
simple = { limit = 60, period = 60 }
[[ratelimits]]
name = "RL_WRITE"
namespace_id = "2"
simple = { limit = 60, period = 60 }
`,
    })
    expect(mistakes).toEqual([
      'ALLOWED_OPERATION is unknown, but similar to ALLOWED_OPERATIONS: rename it.',
      'RL_ADRESS is unknown, but similar to RL_ADDRESS: rename it.',
      'NCLOUD_SITE is not text: set it to a string.',
      expect.stringMatching(/^ALLOWED_ORIGINS is invalid: set a list of exact https origins, /),
      'MAX_BODY_BYTES is not text: set it to a string.',
    ])
    expect(mistakes.join().toLowerCase()).not.toContain('canary')
    expect(unchecked).toEqual(secretNames)
  })

  test('mistakes in the environment that --env names', async () => {
    const toml = '[env.staging.vars]\nPROXY_AUTH = "canary"\nNCLOUD_SECRET_KEY = "a b"\n'
    expect(await find({ toml })).toEqual({ mistakes: [], unchecked: secretNames })
    expect(await find({ toml, env: 'staging' })).toEqual({
      mistakes: [
        expect.stringMatching(/^NCLOUD_SECRET_KEY is invalid/),
        expect.stringMatching(/^PROXY_AUTH is invalid/),
      ],
      unchecked: ['NCLOUD_ACCESS_KEY', 'PROXY_CALLERS'],
    })
  })

  test('nothing in valid secrets, from files and from the environment', async () => {
    const secrets = `# keys\nNCLOUD_ACCESS_KEY=${NCLOUD_ACCESS_KEY}\nNCLOUD_SECRET_KEY="${NCLOUD_SECRET_KEY}"\n`
    const valid = { mistakes: [], unchecked: [] }
    expect(await find({ secrets, callers: `${PROXY_CALLERS}\n`, environment: { PROXY_CALLERS: 'x' } })).toEqual(valid)
    const environment = { NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY, PROXY_CALLERS, NCLOUD_SITE: 'ignored', RL_ADRESS: '' }
    expect(await find({ environment })).toEqual(valid)
    const empty = Object.fromEntries(secretNames.map((name) => [name, '']))
    expect(await find({ environment: empty })).toEqual({ mistakes: [], unchecked: secretNames })
  })

  test('every mistake in secrets, and callers that have expired', async () => {
    const callers = [
      { id: 'web', sha256: 'CANARY', CANARY: 1 },
      { id: 'job', sha256: sha256('job'), expires: '2020-01-31T00:00:00Z' },
      { id: 'app', sha256: sha256('app'), expires: '2999-01-31T00:00:00Z' },
    ]
    const secrets = `NCLOUD_SECRET_KEY="CANARY CANARY"\nPROXY_CALLER=CANARY\nPROXY_CALLERS='${JSON.stringify(callers)}'\n`
    const { mistakes, unchecked } = await find({ secrets })
    expect(mistakes).toEqual([
      'PROXY_CALLER is unknown, but similar to PROXY_CALLERS: rename it.',
      expect.stringMatching(/^NCLOUD_SECRET_KEY is invalid: /),
      expect.stringMatching(/^PROXY_CALLERS: caller 1 has an invalid sha256: /),
      expect.stringMatching(/^PROXY_CALLERS: caller 1 has an unknown field: use one of id, sha256, /),
      'PROXY_CALLERS: caller 2 has expired: set a later time, or remove it.',
    ])
    expect(mistakes.join()).not.toMatch(/CANARY|[0-9a-f]{64}/)
    expect(unchecked).toEqual(['NCLOUD_ACCESS_KEY'])
  })

  test('a list of callers that is not JSON', async () => {
    expect((await find({ callers: 'CANARY' })).mistakes).toEqual([
      expect.stringMatching(/^PROXY_CALLERS is not a JSON list: /),
    ])
  })
})

/** Runs the command in this repository, without secrets in the environment. */
const run = async (args: readonly string[] = [], CLOUDFLARE_ENV = '') => {
  const env = { ...process.env, CLOUDFLARE_ENV, ...Object.fromEntries(secretNames.map((name) => [name, ''])) }
  const child = spawn(bin('node'), ['tools/check-config.ts', ...args], { cwd: root, env })
  const ended = new Promise((resolve) => child.on('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { status: await ended, stdout, stderr }
}

describe('npm run check-config', () => {
  test('exits with 0 for the configuration of this repository, and prints what it could not check', async () => {
    expect(await run()).toEqual({
      status: 0,
      stdout:
        'The configuration of the proxy is valid. Not checked: NCLOUD_ACCESS_KEY, NCLOUD_SECRET_KEY, PROXY_CALLERS. To check secrets, pass --secrets or --callers.\n',
      stderr: '',
    })
  })

  test('exits with 1 after the last mistake, in the environment of CLOUDFLARE_ENV', async () => {
    const { status, stdout, stderr } = await run(['--callers', 'package.json'], 'dev')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(
      /^PROXY_CALLERS is not a JSON list: .*\n\nMistakes in the configuration of the proxy: 1\.\n$/,
    )
  })

  test('exits with 1 for a file that it cannot parse, and prints no line of it', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'wrangler.toml')
      await writeFile(file, '[vars]\nNCLOUD_SECRET_KEY = "CANARY\n')
      const { status, stdout, stderr } = await run(['--config', file])
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(/wrangler\.toml:2: Invalid TOML .*\n\nUsage: npm run check-config -- \[options\]\n/)
      expect(stderr).not.toContain('CANARY')
    }))
})
