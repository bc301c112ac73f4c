import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { openConfig, openProxy, sha256 } from '../support/proxy.ts'
import { bin, root } from '../support/run.ts'
import { upstream, v21 } from './send.ts'

/** Runs `npm run caller`. */
const caller = async (args: readonly string[], stdin = '') => {
  const child = spawn(bin('node'), ['tools/caller.ts', ...args], { cwd: root })
  const ended = new Promise((resolve) => child.on('close', resolve))
  child.stdin.on('error', () => undefined).end(stdin)
  const [list, printed] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { list, printed, token: /^ {2}([\w-]{43})$/m.exec(printed)?.[1] ?? '', failed: (await ended) !== 0 }
}

const status = async (PROXY_CALLERS: string, token: string, target = '/packages', method = 'GET') => {
  const config = { ...openConfig, ALLOWED_OPERATIONS: 'getPackageList,postAction', ALLOWED_ACTIONS: 'p/a,p/b' }
  const { request } = openProxy({ ...config, PROXY_CALLERS }, upstream)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await request(v21 + target, { method, headers, ...(method === 'POST' && { body: '{}' }) })
  return response.status
}

describe('npm run caller', () => {
  test('creates a caller that the proxy accepts by its token', async () => {
    const { list, printed, token } = await caller(['web'])
    expect(JSON.parse(list)).toEqual([{ id: 'web', sha256: sha256(token) }])
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(printed.split(token), 'printed once').toHaveLength(2)
    expect(printed).toContain('npx wrangler secret put PROXY_CALLERS')
    expect([await status(list, token), await status(list, `${token.slice(0, -1)}_`)]).toEqual([200, 401])
    expect((await caller(['web'])).token).not.toBe(token)
  })

  test('appends a caller with fewer permissions', async () => {
    const first = await caller(['web'])
    const more = ['--operations', ' postAction ', '--actions', 'p/a', '--origins', 'https://app.example']
    const second = await caller(['job', ...more, '--expires', '2999-01-31T00:00:00Z', '--add'], first.list)
    expect(JSON.parse(second.list)).toEqual([
      ...JSON.parse(first.list),
      {
        id: 'job',
        sha256: sha256(second.token),
        operations: ['postAction'],
        actions: ['p/a'],
        origins: ['https://app.example'],
        expires: '2999-01-31T00:00:00Z',
      },
    ])
    expect(await status(second.list, first.token)).toBe(200)
    expect(await status(second.list, second.token)).toBe(403)
    const run = (action: string) => status(second.list, second.token, `/packages/p/actions/${action}`, 'POST')
    expect([await run('a'), await run('b')]).toEqual([200, 403])
  })

  const added = '[{"id":"web","access":"kim@example.com"}]'

  test.for<[name: string, args: string[], stdin: string, printed: string]>([
    ['a missing id', [], '', 'needs one id'],
    ['two ids', ['a', 'b'], '', 'needs one id'],
    ['an empty id', [''], '', 'caller 1 has an invalid id'],
    ['an unknown option', ['web', '--operation', 'getPackageList'], '', "'--operation'"],
    ['an unknown operation', ['web', '--operations', 'getPackages'], '', 'caller 1 has an invalid operations'],
    ['an action without a package', ['web', '--actions', 'a'], '', 'caller 1 has an invalid actions'],
    ['an origin with a path', ['web', '--origins', 'https://app.example/'], '', 'caller 1 has an invalid origins'],
    ['a time without a zone', ['web', '--expires', '2030-01-31'], '', 'caller 1 has an invalid expires'],
    ['a repeated id', ['web', '--add'], added, 'two callers have the same id'],
    ['an object instead of a list', ['web', '--add'], '{}', 'is not a JSON list'],
    ['an empty list', ['web', '--add'], '', 'is not a JSON list'],
    ['a list that the proxy rejects', ['web', '--add'], '[{"id":"a"}]', 'either sha256 or access'],
  ])('rejects %s and creates nothing', async ([, args, stdin, printed]) => {
    const result = await caller(args, stdin)
    expect(result).toMatchObject({ list: '', token: '', failed: true, printed: expect.stringContaining(printed) })
    expect(result.printed).toContain('Usage: npm run -s caller')
  })
})
