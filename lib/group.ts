import type { Call, Params, Prepare } from './call.ts'
import type { Operation } from './operations.ts'
import type { CallOptions } from './options.ts'
import { description, type Fields, may, parameters, type Rules, take, whole } from './rules.ts'

/** A method of a group. What it takes and answers is said by the group's interface. */
type Method = (params?: object, options?: CallOptions) => Promise<never>

/**
 * Makes the methods of a group.
 *
 * @param operations What each calls.
 * @param prepares What must be done to the parameters of some before.
 */
export const methodsOf = <Name extends string>(
  call: Call,
  operations: Readonly<Record<Name, Operation>>,
  prepares: Readonly<Partial<Record<string, Prepare>>>,
): Record<Name, Method> => {
  const methods: Record<string, Method> = {}
  for (const name in operations) {
    methods[name] = (params, options) => call(operations[name], params, options, prepares[name])
  }
  return methods
}

/**
 * Takes the fields of a body out of flat parameters: those given, and what most bodies may have. What is left belongs
 * into path and query, where anything unknown is refused.
 */
export const takeBody = (params: Params, rules?: Rules): [where: Fields, body: Fields] =>
  take(params, { description: may(description), parameters: may(parameters), ...rules })

/** The years that four digits hold, in every time zone. */
const time = may(whole(0, 253e12))

/** Unknown: the largest `pageSize`, so only what cannot be is refused. */
const rules: Rules = {
  pageNo: may(whole(1, 2 ** 31 - 1)),
  pageSize: may(whole(1, 2 ** 31 - 1)),
  start: time,
  end: time,
}

/**
 * The page that a list is asked for. v2.0 takes times as those of the region, without a zone: Singapore is an hour
 * behind Korea, and none of the regions has daylight saving time.
 *
 * Unknown: that in Japan its own time is meant.
 */
export const pageOf: Prepare = (params, place) => {
  const page: Record<string, unknown> = { ...params }
  for (const [name, check] of Object.entries(rules)) {
    check(page[name], name)
    if (place.apiVersion === 'v2.0' && check === time && page[name] !== undefined) {
      const zone = (place.region === 'SGN' ? 8 : 9) * 3_600_000
      page[name] = new Date((page[name] as number) + zone).toISOString().slice(0, 19)
    }
  }
  return [page]
}
