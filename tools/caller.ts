import { createHash, randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { findCallerMistakes } from '../worker/proxy/config/caller-list.ts'
import { commaSeparated } from '../worker/proxy/config/lists.ts'

/**
 * Creates a caller of the proxy: a token, and the value of `PROXY_CALLERS` with the digest of the token. Only the value
 * goes to standard output, for `wrangler` or a file. The command stores nothing.
 */
const usage = `Usage: npm run -s caller -- <id> [options]

  --operations a,b   the operations that the caller may use, as in ALLOWED_OPERATIONS
  --actions p/a,-/b  the actions that the caller may run, as in ALLOWED_ACTIONS
  --origins a,b      the origins of the pages that may use the token
  --expires time     when the token expires, such as 2030-01-31T00:00:00Z
  --add              append the caller to the list on standard input`

const readArguments = () =>
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

const listOf = (option: string | undefined): string[] | undefined =>
  option === undefined ? undefined : commaSeparated(option)

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex')

const rejectMistakes = (list: string): void => {
  const mistakes = findCallerMistakes(list)
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'))
}

const createCaller = async (): Promise<void> => {
  const { positionals, values } = readArguments()
  const [id, ...rest] = positionals
  if (id === undefined || rest.length > 0) {
    throw new Error('The command needs one id without whitespace: pass it first, such as npm run -s caller -- web')
  }

  const existing = values.add ? await text(process.stdin) : '[]'
  rejectMistakes(existing)

  // 256 random bits cannot be guessed, so the digest needs no salt and no slow hash.
  const token = randomBytes(32).toString('base64url')
  const caller = {
    id,
    sha256: sha256(token),
    operations: listOf(values.operations),
    actions: listOf(values.actions),
    origins: listOf(values.origins),
    expires: values.expires,
  }
  const list = JSON.stringify([...JSON.parse(existing), caller])
  rejectMistakes(list)

  console.error(`The token of ${JSON.stringify(id)}. It appears only here. The caller sends it as "Authorization: Bearer <token>":

  ${token}

Standard output has the new value of PROXY_CALLERS. It contains no token. Keep it to append more callers with --add.
To set it:

  npx wrangler secret put PROXY_CALLERS
`)
  console.log(list)
}

try {
  await createCaller()
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  process.exitCode = 1
}
