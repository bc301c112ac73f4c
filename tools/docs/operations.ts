import {
  actionOperations,
  activationOperations,
  type Operation,
  packageOperations,
  triggerOperations,
} from '../../lib/api/operations.ts'
import { retryPolicies } from '../../lib/transport/retry-policy.ts'
import { code, table } from './markdown.ts'

const groups: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  packages: packageOperations,
  actions: actionOperations,
  triggers: triggerOperations,
  activations: activationOperations,
}

const codes = (texts: readonly string[] | 'any' = []): string => (texts === 'any' ? 'any' : texts.map(code).join(' '))

const retriesOf = ({ effect }: Operation): string => {
  const { maxRetries } = retryPolicies[effect]
  if (maxRetries === 0) return 'never'
  return maxRetries === 1 ? 'once' : code('retries')
}

const row = (group: string, method: string, operation: Operation): string[] => [
  code(`${group}.${method}`),
  `[${operation.id}](https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-${operation.id.toLowerCase()})`,
  code(`${operation.method} ${operation.path}`),
  codes(operation.query),
  codes(operation.body),
  codes(operation.sensitive),
  operation.effect,
  retriesOf(operation),
]

/** Writes `docs/operations.md` from the table of operations. */
export const operationsDocument = (): string => {
  const rows = Object.entries(groups).flatMap(([group, operations]) =>
    Object.entries(operations).map(([method, operation]) => row(group, method, operation)),
  )
  const header = ['Call', 'Operation', 'Request', 'Query', 'Body', 'Sensitive fields', 'Effect', 'Retries']
  return `# Operations

The request behind each call of the client. A path follows \`/ncf/api/v2\` in API version v2.1, and \`/api/v2\` in v2.0.
On the public site every query has \`platform\`. The table has the body fields of both versions.

The proxy filters sensitive fields out of a response, unless the operation is allowed with \`:full\`: see
[proxy](proxy.md). [Retries](retries.md) explains which failures are retried.

${table(header, rows)}

\`npm run docs\` writes this page from \`lib/api/operations.ts\`.
`
}
