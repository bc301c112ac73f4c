import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problemStatuses } from '../../worker/proxy/problem.ts'
import { hostileStrings } from './hostile-strings.ts'
import { runProgram } from './program.ts'
import { listPath, type Scan } from './scan.ts'

const SECONDS = 60

/** The status codes with which the proxy rejects a request. Codes from 500 mean that something failed. */
const rejectionStatuses = new Set(
  Object.values(problemStatuses)
    .map(({ status }) => status)
    .filter((status) => status < 500),
)

/** A part of a request that takes text. ffuf replaces `FUZZ` with a string. */
interface Input {
  readonly name: string
  readonly path: string
  readonly args?: readonly string[]
  /** Some strings are valid here, so a success is allowed. */
  readonly canSucceed?: true
  /** The input replaces the authorization header. */
  readonly isAuthorization?: true
}

const putJson = ['-X', 'PUT', '-H', 'content-type: application/json']
const packagePath = '/ncf/api/v2/packages/p'

const inputs: readonly Input[] = [
  { name: 'a name in the path', path: '/ncf/api/v2/packages/FUZZ', canSucceed: true },
  { name: 'the path', path: '/FUZZ', canSucceed: true },
  { name: 'a value of the query', path: '/ncf/api/v2/packages?platform=FUZZ' },
  { name: 'a name in the query', path: '/ncf/api/v2/packages?aFUZZ=vpc' },
  { name: 'the token', path: listPath, args: ['-H', 'authorization: Bearer FUZZ'], isAuthorization: true },
  { name: 'the authorization scheme', path: listPath, args: ['-H', 'authorization: FUZZ'], isAuthorization: true },
  { name: 'the origin', path: listPath, args: ['-H', 'origin: FUZZ'] },
  // With a prefix, because Go replaces an invalid host with the correct one.
  { name: 'the end of the host', path: listPath, args: ['-H', 'host: evil.exampleFUZZ'] },
  { name: 'a body', path: packagePath, args: [...putJson, '-d', 'FUZZ'], canSucceed: true },
  { name: 'a text in a body', path: packagePath, args: [...putJson, '-d', '{"description":"FUZZ"}'], canSucceed: true },
  { name: 'the content type', path: packagePath, args: ['-X', 'PUT', '-H', 'content-type: FUZZ', '-d', '{}'] },
]

/** Returns how many responses have each status. */
const countStatuses = (responses: readonly { readonly status: number }[]): Map<number, number> => {
  const counts = new Map<number, number>()
  for (const { status } of responses) counts.set(status, (counts.get(status) ?? 0) + 1)
  return counts
}

/** Sends hostile strings in every part of a request that takes text. */
export const ffuf: Scan = {
  name: 'ffuf',
  install: 'apt-get install ffuf',
  async run(program, { origin, authorization, folder }) {
    const wordList = join(folder, 'hostile-strings.txt')
    await writeFile(wordList, hostileStrings.join('\n'))
    const results = []
    for (const { name, path, args = [], canSucceed = false, isAuthorization = false } of inputs) {
      const reportFile = join(folder, `ffuf-${results.length}.json`)
      const output = await runProgram(
        program,
        [
          ...['-u', origin + path, '-w', wordList, '-mc', 'all', '-of', 'json', '-o', reportFile, '-s'],
          ...['-t', '10', '-timeout', '10', '-maxtime', `${SECONDS}`],
          ...(isAuthorization ? [] : ['-H', `authorization: ${authorization}`]),
          ...args,
        ],
        SECONDS + 10,
      )
      const responses = JSON.parse(await readFile(reportFile, 'utf8').catch(() => '{"results":[]}')).results
      const counts = countStatuses(responses)
      const isAllowed = (status: number): boolean => rejectionStatuses.has(status) || (canSucceed && status < 205)
      results.push({
        test: `${hostileStrings.length} strings as ${name}`,
        result:
          [...counts]
            .sort()
            .map(([status, count]) => `${count} × ${status}`)
            .join(', ') || `no response: ${output.slice(0, 200)}`,
        // Go does not send strings that are invalid as a URL or header.
        passed: [...counts.keys()].every(isAllowed) && responses.length > hostileStrings.length / 3,
      })
    }
    return results
  },
}
