import {
  LARGEST_CODE_BASE64_BYTES,
  LONGEST_ACTION_TIMEOUT_MS,
  MEMORY_SIZES_MB,
  SHORTEST_ACTION_TIMEOUT_MS,
} from '../../../lib/api/limits.ts'
import { isActionPath } from '../../../lib/api/resource-names.ts'
import { LONGEST_TEXT, REFUSES_ENDED_RUNTIMES, WRONG_RUNTIME } from '../assumptions.ts'
import { ServiceError } from '../errors.ts'
import type { ActionDocument } from './documents.ts'
import { boolean, describeValue, integer, listOf, oneOf, text, textThat } from './field-rules.ts'
import type { FieldReader } from './read-fields.ts'

/** The runtimes of new actions. */
const runtimes = [
  'nodejs:22',
  'python:3.13',
  'java',
  'java:21',
  'swift:3.1.1',
  'php:7.3',
  'go:1.19',
  'dotnet:2.2',
  'custom image',
]

/** Runtimes that ended: only actions that already have them keep them. */
const endedRuntimes = [
  'nodejs:6',
  'nodejs:8',
  'nodejs:12',
  'nodejs:16',
  'python:3.6',
  'python:3.7',
  'python:3.11',
  'php:7.1',
  'go:1.11',
]

/** Whether code of a runtime must be a zip or jar file. */
const needsBinary = (kind: string): boolean => kind.startsWith('java') || kind.startsWith('dotnet')

const component = textThat('"package/action", with - for no package', isActionPath)

const validateRuntime = (kind: string, existing: ActionDocument | undefined): void => {
  if (runtimes.includes(kind)) return
  const keepsEnded = existing?.exec.kind === kind || !REFUSES_ENDED_RUNTIMES
  if (endedRuntimes.includes(kind) && keepsEnded) return
  throw new ServiceError(
    WRONG_RUNTIME,
    `exec.kind must be one of ${runtimes.join(', ')}: the emulator received ${describeValue(kind)}`,
  )
}

/** Reads what an action runs: code, an image, or the components of a sequence. */
export const readExec = (
  fields: FieldReader,
  isSequence: boolean,
  existing?: ActionDocument,
): ActionDocument['exec'] & { readonly code?: string } => {
  const kind = fields.required('exec.kind', text(LONGEST_TEXT))
  if (isSequence && kind !== 'sequence') fields.reject('exec.kind', 'must be sequence, because the type is a sequence')
  if (!isSequence && kind === 'sequence') {
    fields.reject('exec.kind', 'must not be sequence: for a sequence, set type to sequence or sequence-web')
  }
  if (isSequence) return { kind, components: fields.required('exec.components', listOf(component)) }

  validateRuntime(kind, existing)
  if (kind === 'custom image') return { kind, imageUri: fields.required('exec.imageUri', text(LONGEST_TEXT)) }

  const binary = fields.required('exec.binary', boolean)
  if (needsBinary(kind) && !binary)
    fields.reject('exec.binary', `must be true for ${kind}: send a zip or jar in base64`)
  const code = fields.required('exec.code', text(LARGEST_CODE_BASE64_BYTES))
  return { kind, binary, code, main: fields.required('exec.main', text(LONGEST_TEXT)) }
}

/** Reads timeout and memory of an action. */
export const readLimits = (fields: FieldReader): ActionDocument['limits'] & object => ({
  timeout: fields.required('limits.timeout', integer(SHORTEST_ACTION_TIMEOUT_MS, LONGEST_ACTION_TIMEOUT_MS)),
  memory: fields.required('limits.memory', oneOf(MEMORY_SIZES_MB)),
})
