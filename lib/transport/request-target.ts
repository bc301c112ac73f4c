import type { Operation } from '../api/operations.ts'
import type { ResolvedEndpoint } from '../api/resolve-endpoint.ts'
import { activationId, packageOfAction, type Rule, rejectUnknown, resourceName } from '../api/validate.ts'

const PLACEHOLDER = /{(\w+)}/g

const placeholders = (path: string): string[] => [...path.matchAll(PLACEHOLDER)].map(([, name]) => name as string)

/** Only actions can be in no package. */
const ruleOf = (name: string, path: string): Rule => {
  if (name === 'activationId') return activationId
  return name === 'packageName' && path.includes('/actions') ? packageOfAction : resourceName
}

/** Body fields that the client makes of other parameters. */
const MADE_BY_CLIENT = ['web', 'trigger', 'credentials', 'action', 'package']

/**
 * Rejects a parameter that the operation does not have. The client has more parameters than path and query: those of the
 * body.
 *
 * @throws TypeError with the name, and the known name that looks most like it.
 */
export const rejectUnknownParams = ({ id, path, query = [], body = [] }: Operation, params: object): void =>
  rejectUnknown(`parameter of ${id}`, params, [
    ...placeholders(path),
    'platform',
    ...query,
    ...(body === 'any' ? ['parameters'] : body.filter((name) => !MADE_BY_CLIENT.includes(name))),
    ...(path.endsWith('/link-action') ? ['actionName', 'packageName'] : []),
  ])

/**
 * Builds path and query of a request. They are encoded once: this text is signed, and this text is sent.
 *
 * @param params Names in the path, and the query.
 * @throws RangeError for an invalid or missing name, TypeError for a parameter that does not belong here.
 */
export const buildTarget = (
  operation: Operation,
  params: object,
  { site, path: versionPath }: ResolvedEndpoint,
): string => {
  const { path, query = [] } = operation
  const { platform, ...rest } = params as Record<string, string>
  const filled = path.replace(PLACEHOLDER, (_, name: string) => {
    ruleOf(name, path)(rest[name], name)
    return rest[name] as string
  })

  const search = new URLSearchParams(site === 'public' ? { platform: platform as string } : {})
  for (const name in rest) {
    const value = rest[name]
    if (value === undefined || path.includes(`{${name}}`)) continue
    if (!query.includes(name)) {
      throw new TypeError(`parameter \`${name}\` is not allowed for this type, platform or API version: leave it out`)
    }
    search.set(name, value)
  }
  // Not `search.size`: older browsers do not have it.
  const queryText = `${search}`
  return versionPath + filled + (queryText && `?${queryText}`)
}
