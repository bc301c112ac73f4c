import { operations } from '../../../lib/api/operations.ts'
import type { Call } from '../service.ts'
import type { Platform } from '../store/store.ts'
import { WRONG_BODY, WRONG_QUERY } from '../unknowns.ts'
import { parseJson, readBytes } from './read-body.ts'
import { errors, Refusal } from './responses.ts'
import { decodePart, queryOf, type Route } from './route.ts'

/** The parameters of a query that an operation knows; others count for nothing. */
const readQuery = (target: string, names: readonly string[]): Record<string, string> => {
  const query = queryOf(target)
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = query.getAll(name)
      if (values.length > 1) throw new Refusal(WRONG_QUERY, `${name} must be given once`)
      return values.map((value) => [name, value])
    }),
  )
}

const isPlatform = (text: string): text is Platform => text === 'vpc' || text === 'classic'

/**
 * Reads what an operation is asked for.
 *
 * @throws Refusal for a query or body that cannot be read.
 */
export const readCall = async (request: Request, target: string, route: Route): Promise<Call> => {
  const { operation, version, defaultPlatform } = route
  const { query: known = [], body: bodyFields } = operations[operation]
  const names = Object.fromEntries(Object.entries(route.names).map(([name, part]) => [name, decodePart(part)]))
  const { platform = defaultPlatform, ...query } = readQuery(target, ['platform', ...known])
  if (!isPlatform(platform)) throw new Refusal(WRONG_QUERY, 'platform must be vpc or classic')
  const call = { version, platform, names, query }
  if (!bodyFields) return { ...call, body: undefined }
  const bytes = await readBytes(request)
  try {
    return { ...call, body: parseJson(bytes) }
  } catch (error) {
    // These three have errors of their own for a body that is wrong.
    const own = {
      postTrigger: errors.triggerRuntimeParameters,
      postTriggerLinkAction: errors.linkWrongType,
      deleteTriggerLinkAction: errors.linkWrongType,
    }[operation as string]
    if (own && error instanceof Refusal && error.error === WRONG_BODY) throw new Refusal(own, error.details)
    throw error
  }
}
