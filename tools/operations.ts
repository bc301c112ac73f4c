import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  actionOperations,
  activationOperations,
  type Operation,
  packageOperations,
  triggerOperations,
} from '../lib/api/operations.ts'
import { retryPolicies } from '../lib/transport/retry-policy.ts'

/** Writes the reference of operations, OPERATIONS.md, from the table that client, proxy and emulator read. */
const groups: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  packages: packageOperations,
  actions: actionOperations,
  triggers: triggerOperations,
  activations: activationOperations,
}

const code = (text: string): string => `\`${text}\``

const codes = (texts: readonly string[] | 'any' = []): string => (texts === 'any' ? 'any' : texts.map(code).join(' '))

const retries = ({ effect }: Operation): string => {
  const { maxRetries, after } = retryPolicies[effect]
  return maxRetries === 0 ? 'never' : `${maxRetries === 1 ? 'once' : '`retries` times'} after ${after.join(', ')}`
}

const row = (group: string, method: string, operation: Operation): string =>
  [
    '',
    code(`${group}.${method}`),
    `[${operation.id}](https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-${operation.id.toLowerCase()})`,
    code(`${operation.method} ${operation.path}`),
    codes(operation.query),
    codes(operation.body),
    codes(operation.sensitive),
    retries(operation),
    '',
  ]
    .join(' | ')
    .trim()

/** The reference as Markdown. */
export const operationsDocument = (): string =>
  [
    '# Operations',
    '',
    'Paths stand behind `/ncf/api/v2` in v2.1 and `/api/v2` in v2.0; every query may have `platform`, where a site has',
    'it. Fields of bodies are those of both versions. What is sensitive the proxy leaves out unless it is granted in',
    'full. What is sent again, and after what, is so by `createClient` and `createRetryingCall`, not by `createCall`.',
    '',
    '| Call | Operation | Request | Query | Body | Sensitive in the answer | Sent again |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...Object.entries(groups).flatMap(([group, operations]) =>
      Object.entries(operations).map(([method, operation]) => row(group, method, operation)),
    ),
    '',
    'Made by `npm run operations` from `lib/api/operations.ts`.',
    '',
  ].join('\n')

if (import.meta.main) writeFileSync(join(import.meta.dirname, '../OPERATIONS.md'), operationsDocument())
