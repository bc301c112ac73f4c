import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problemStatuses } from '../../worker/proxy/problem.ts'
import { naughty } from './naughty.ts'
import { run } from './program.ts'
import { type Judge, LIST } from './scan.ts'

const SECONDS = 60

/** What the proxy itself refuses with, when neither it nor the gateway fails. */
const refused = new Set(
  Object.values(problemStatuses)
    .map(({ status }) => status)
    .filter((status) => status < 500),
)

/** Where text goes in, and whether any text at all may be answered with what was asked for. */
const places: readonly [name: string, args: readonly string[], path: string, mayPass: boolean, token?: boolean][] = [
  ['a name in the path', [], '/ncf/api/v2/packages/FUZZ', true],
  ['the path', [], '/FUZZ', true],
  ['a value of the query', [], '/ncf/api/v2/packages?platform=FUZZ', false],
  ['a name in the query', [], '/ncf/api/v2/packages?aFUZZ=vpc', false],
  ['the token', ['-H', 'authorization: Bearer FUZZ'], LIST, false, false],
  ['the scheme', ['-H', 'authorization: FUZZ'], LIST, false, false],
  ['the origin', ['-H', 'origin: FUZZ'], LIST, false],
  // With something before it: what Go takes for no host it replaces by the right one.
  ['the end of a host', ['-H', 'host: evil.exampleFUZZ'], LIST, false],
  ['a body', ['-X', 'PUT', '-H', 'content-type: application/json', '-d', 'FUZZ'], '/ncf/api/v2/packages/p', true],
  [
    'a text in a body',
    ['-X', 'PUT', '-H', 'content-type: application/json', '-d', '{"description":"FUZZ"}'],
    '/ncf/api/v2/packages/p',
    true,
  ],
  ['the type of a body', ['-X', 'PUT', '-H', 'content-type: FUZZ', '-d', '{}'], '/ncf/api/v2/packages/p', false],
]

/** Puts naughty strings wherever text goes in. */
export const ffuf: Judge = {
  name: 'ffuf',
  install: 'apt-get install ffuf',
  async judge(program, { origin, authorization, folder }) {
    const list = join(folder, 'naughty.txt')
    await writeFile(list, naughty.join('\n'))
    const verdicts = []
    for (const [name, args, path, mayPass, token = true] of places) {
      const output = join(folder, `ffuf-${verdicts.length}.json`)
      const own = token ? ['-H', `authorization: ${authorization}`] : []
      const bounds = ['-t', '10', '-timeout', '10', '-maxtime', `${SECONDS}`]
      const all = ['-u', origin + path, '-w', list, '-mc', 'all', '-of', 'json', '-o', output, '-s', ...bounds]
      const printed = await run(program, [...all, ...own, ...args], SECONDS + 10)
      const { results } = JSON.parse(await readFile(output, 'utf8').catch(() => '{"results":[]}'))
      const counts = new Map<number, number>()
      for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1)
      const wrong = [...counts.keys()].filter((status) => !refused.has(status) && !(mayPass && status < 205))
      const said = [...counts].sort().map(([status, count]) => `${count} × ${status}`)
      verdicts.push({
        ran: `${naughty.length} strings as ${name}`,
        said: said.join(', ') || `nothing: ${printed.slice(0, 200)}`,
        // What Go itself takes for no address or header it does not send.
        passed: wrong.length === 0 && results.length > naughty.length / 3,
      })
    }
    return verdicts
  },
}
