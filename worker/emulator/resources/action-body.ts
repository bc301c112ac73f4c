import { isSequenceType, isWebType } from '../../../lib/api/action-types.ts'
import { KEEPS_OMITTED_FIELDS, TYPE_CHANGED, WRONG_BODY, WRONG_FIELD } from '../assumptions.ts'
import { errors, ServiceError } from '../errors.ts'
import type { OperationRequest } from '../gateway/read-request.ts'
import { readExec, readLimits } from './action-exec.ts'
import { readActionType, readVpc } from './action-versions.ts'
import type { ActionDocument } from './documents.ts'
import { boolean, describeValue, description, parameters } from './field-rules.ts'
import { type FieldReader, readFields, requireObject } from './read-fields.ts'

/** Reads the fields that only web actions have. */
const readWebFields = (fields: FieldReader, isWeb: boolean, kept: ActionDocument | undefined) => {
  const readFlag = (name: 'raw-http' | 'custom-options'): boolean => {
    const value = fields.optional(name, boolean)
    if (value && !isWeb) fields.reject(name, 'is for web actions: leave it out, or set type to web or sequence-web')
    return value ?? kept?.[name] ?? false
  }
  const flags = { 'raw-http': readFlag('raw-http'), 'custom-options': readFlag('custom-options') }
  return isWeb ? flags : {}
}

/**
 * Reads and validates the body of `putAction`. Fields that the body does not have keep the values of the existing
 * action.
 *
 * @throws ServiceError for an invalid body.
 */
export const readActionBody = (request: OperationRequest, existing: ActionDocument | undefined) => {
  const { body } = request
  requireObject(body, WRONG_BODY)
  const readActionFields = (value: unknown, prefix = '') =>
    readFields(value, errors.actionMissingField, WRONG_FIELD, prefix)
  const fields = readActionFields(body)
  const type = readActionType(request, fields, existing)
  if (existing && existing.type !== type) {
    throw new ServiceError(
      TYPE_CHANGED,
      `type must stay ${existing.type}, because it cannot be changed: the emulator received ${describeValue(type)}`,
    )
  }
  const kept = KEEPS_OMITTED_FIELDS ? existing : undefined
  const isSequence = isSequenceType(type)
  const webFields = readWebFields(fields, isWebType(type), kept)
  const vpc = isSequence
    ? undefined
    : (readVpc(request, fields, (subnet) => readActionFields(subnet, 'vpc.')) ?? kept?.vpc)
  return {
    type,
    description: fields.optional('description', description) ?? kept?.description ?? '',
    parameters: fields.optional('parameters', parameters) ?? kept?.parameters ?? {},
    ...(!isSequence && { limits: readLimits(fields) }),
    exec: readExec(fields, isSequence, existing),
    ...(vpc && { vpc }),
    ...webFields,
  }
}
