import { LONGEST_DESCRIPTION_BYTES } from '../api/limits.ts'
import type { Operation } from '../api/operations.ts'
import { type Fields, optional, parameters, type Rules, rejectUnknown, takeFields, textLike } from '../api/validate.ts'
import { type CallOptions, callOptionNames } from '../transport/options.ts'
import type { Params, Prepare, PreparedCall, Transport } from '../transport/transport.ts'

/** A method of a group. The interface of the group says what it takes and returns. */
type Method = (params?: object, options?: CallOptions) => Promise<never>

/**
 * Creates the methods of a group.
 *
 * @param operations The operation of each method.
 * @param prepares How the methods that have a body or a page prepare their parameters.
 */
export const createMethods = <Name extends string>(
  transport: Transport,
  operations: Readonly<Record<Name, Operation>>,
  prepares: Readonly<Partial<Record<Name, Prepare>>>,
): Record<Name, Method> => {
  const methods: Record<string, Method> = {}
  for (const name in operations) {
    const operation = operations[name]
    methods[name] = async (params, options = {}) => {
      rejectUnknown(`option of ${operation.id}`, options, callOptionNames)
      return transport.call(operation, params, options, prepares[name])
    }
  }
  return methods
}

/**
 * Separates the fields of a body from flat parameters: description, parameters, and the fields that have rules. All
 * other parameters belong to path and query.
 */
export const takeBody = (params: Params, rules?: Rules): [rest: Fields, body: Fields] =>
  takeFields(params, {
    // The description may be empty.
    description: optional(
      textLike(/^/, `text of at most ${LONGEST_DESCRIPTION_BYTES} bytes`, LONGEST_DESCRIPTION_BYTES),
    ),
    parameters: optional(parameters),
    ...rules,
  })

/** Separates the parameters of a run or a firing: they are the whole body. */
export const prepareRun = ({ parameters: body = {}, ...params }: Params): PreparedCall => {
  parameters(body, 'parameters')
  return { params, body: body as object }
}
