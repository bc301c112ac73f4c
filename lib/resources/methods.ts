import { LONGEST_DESCRIPTION_BYTES } from '../api/limits.ts'
import type { Operation } from '../api/operations.ts'
import { type Fields, matching, may, parameters, type Rules, take } from '../api/validate.ts'
import type { CallOptions } from '../transport/options.ts'
import type { Params, Prepare, Transport } from '../transport/transport.ts'

/** A method of a group. What it takes and answers is said by the group's interface. */
type Method = (params?: object, options?: CallOptions) => Promise<never>

/**
 * Makes the methods of a group.
 *
 * @param operations What each calls.
 * @param prepares What must be done to the parameters of some before.
 */
export const methodsOf = <Name extends string>(
  call: Transport,
  operations: Readonly<Record<Name, Operation>>,
  prepares: Readonly<Partial<Record<Name, Prepare>>>,
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
  take(params, {
    // It may be empty.
    description: may(matching(/^/, `text of at most ${LONGEST_DESCRIPTION_BYTES} bytes`, LONGEST_DESCRIPTION_BYTES)),
    parameters: may(parameters),
    ...rules,
  })

/** Takes the parameters that something is started with: they are all of the body. */
export const parametersAlone = ({ parameters: body = {}, ...where }: Params): [where: Fields, body: object] => {
  parameters(body, 'parameters')
  return [where, body as object]
}
