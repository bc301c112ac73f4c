import { type ActionType, actionTypes, isSequenceType, isWebType } from '../../../lib/api/action-types.ts'
import { actionPath, KEEPS_TYPE_WITHOUT_WEB, vpcInResponses, WRONG_QUERY } from '../assumptions.ts'
import { ServiceError } from '../errors.ts'
import type { OperationRequest } from '../gateway/read-request.ts'
import type { ActionDocument } from './documents.ts'
import { boolean, describeValue, integer, isObject, type JsonObject, listOf, object } from './field-rules.ts'
import type { FieldReader } from './read-fields.ts'

/** Reads the type of an action. v2.1 has it in the query; v2.0 has `web` in the body. */
export const readActionType = (
  { version, query, body }: OperationRequest,
  fields: FieldReader,
  existing: ActionDocument | undefined,
): ActionType => {
  if (version === 'v2.1') {
    const { type = actionTypes[0] } = query
    const found = actionTypes.find((each) => each === type)
    if (found) return found
    throw new ServiceError(
      WRONG_QUERY,
      `type must be one of ${actionTypes.join(', ')}: the emulator received ${describeValue(type)}`,
    )
  }
  const defaultWeb = existing !== undefined && (KEEPS_TYPE_WITHOUT_WEB ? isWebType(existing.type) : true)
  const isWeb = fields.optional('web', boolean) ?? defaultWeb
  const isSequence = isObject(body) && isObject(body.exec) && body.exec.kind === 'sequence'
  const found = actionTypes.find((type) => isSequenceType(type) === isSequence && isWebType(type) === isWeb)
  return found as ActionType
}

const number = integer(0, Number.MAX_SAFE_INTEGER)

/** Reads the subnet. v2.1 has a list of one, required on the platform vpc; v2.0 has an object, which is optional. */
export const readVpc = (
  { version, platform }: OperationRequest,
  fields: FieldReader,
  readSubnet: (subnet: unknown) => FieldReader,
): ActionDocument['vpc'] => {
  const isRequired = version === 'v2.1' && platform === 'vpc'
  const given =
    version === 'v2.0'
      ? fields.optional('vpc', object)
      : isRequired
        ? fields.required('vpc', listOf(object))
        : fields.optional('vpc', listOf(object))
  if (!given) return undefined
  if (platform === 'classic')
    return fields.reject('vpc', 'is for the platform vpc: leave it out on the platform classic')
  return [given].flat().map((subnet) => {
    const { required } = readSubnet(subnet)
    return { vpcNo: required('vpcNo', number), subnetNo: required('subnetNo', number) }
  })
}

/** Returns an action as lists of both versions have it. */
export const summarizeAction = ({ name, description, type, exec }: ActionDocument) => ({
  name,
  description,
  type,
  runtime: exec.kind,
})

/** Returns an action in the form of an API version. */
export const formatAction = (
  { version }: Pick<OperationRequest, 'version'>,
  document: ActionDocument,
  code: string | undefined,
): JsonObject => {
  const { created: _, packageName, type, vpc, ...rest } = document
  const content = {
    ...rest,
    exec: { ...rest.exec, ...(code !== undefined && { code }) },
    ...(vpc && { vpc: vpcInResponses(vpc) }),
  }
  if (version === 'v2.1') return { ...content, type }
  const defaults = { 'raw-http': false, 'custom-options': false }
  return { ...defaults, ...content, path: actionPath(packageName), web: isWebType(type) }
}
