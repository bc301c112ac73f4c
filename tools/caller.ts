import { createHash, randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { readCallers } from '../worker/proxy/config/caller-list.ts'
import { commaSeparated } from '../worker/proxy/config/parse.ts'

/**
 * Makes a caller of the proxy: a token, told once, and the value of `PROXY_CALLERS` that knows its digest. The value
 * alone goes to standard output, so it can go on to `wrangler` or a file; the token never does. Nothing is written.
 */
const usage = `Usage: npm run -s caller -- <id> [options]

  --operations a,b   only these, as in ALLOWED_OPERATIONS
  --actions p/a,-/b  only these runs, as in ALLOWED_ACTIONS
  --origins a,b      only pages of these origins
  --expires time     such as 2030-01-31T00:00:00Z
  --add              after those of the list on standard input`

const read = () =>
  parseArgs({
    allowPositionals: true,
    options: {
      operations: { type: 'string' },
      actions: { type: 'string' },
      origins: { type: 'string' },
      expires: { type: 'string' },
      add: { type: 'boolean' },
    },
  })

const listOf = (given: string | undefined): string[] | undefined =>
  given === undefined ? undefined : commaSeparated(given)

try {
  const { positionals, values } = read()
  const [id, ...rest] = positionals
  if (id === undefined || rest.length > 0) throw new Error('One id is needed, without blanks')

  const before = values.add ? await text(process.stdin) : '[]'
  readCallers(before)

  // 256 bits: what nobody guesses needs no salt and no slow digest.
  const token = randomBytes(32).toString('base64url')
  const caller = {
    id,
    sha256: createHash('sha256').update(token).digest('hex'),
    operations: listOf(values.operations),
    actions: listOf(values.actions),
    origins: listOf(values.origins),
    expires: values.expires,
  }
  const list = JSON.stringify([...JSON.parse(before), caller])
  readCallers(list)

  console.error(`The token of ${JSON.stringify(id)}, shown this once; it is sent as "Authorization: Bearer <token>":

  ${token}

What is on standard output is PROXY_CALLERS now. It holds no token: keep it, to add the next one with --add. To set it:

  npx wrangler secret put PROXY_CALLERS
`)
  console.log(list)
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 1
}
