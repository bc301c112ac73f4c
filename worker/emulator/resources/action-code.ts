import { Refusal } from '../gateway/responses.ts'
import { REFUSES_ENDED_RUNTIMES, WRONG_RUNTIME } from '../unknowns.ts'
import type { ActionDocument } from './documents.ts'
import { type Fields, flag, listOf, oneOf, type Rule, text, whole } from './fields.ts'

const RUNTIMES = [
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

const ENDED = [
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

/** 38 MB, as base64. */
const LARGEST_CODE = Math.ceil((38 * 2 ** 20) / 3) * 4

const LONGEST_TEXT = 1000

const component: Rule<string> = {
  rule: 'must be "package/action", with "-" for no package',
  holds: (value): value is string =>
    typeof value === 'string' && /^(-|(?!-)[A-Za-z0-9_-]{1,50})\/(?!-)[A-Za-z0-9_-]{1,50}$/.test(value),
}

/** Reads what runs: code, image, or the parts of a sequence. */
export const readExec = (
  fields: Fields,
  isSequence: boolean,
  existing?: ActionDocument,
): ActionDocument['exec'] & { readonly code?: string } => {
  const kind = fields.need('exec.kind', text(LONGEST_TEXT))
  if (isSequence !== (kind === 'sequence')) fields.refuse('exec.kind', 'must be sequence for a sequence, and only then')
  if (isSequence) return { kind, components: fields.need('exec.components', listOf(component)) }

  const goesOn = ENDED.includes(kind) && (existing?.exec.kind === kind || !REFUSES_ENDED_RUNTIMES)
  if (!RUNTIMES.includes(kind) && !goesOn) {
    throw new Refusal(WRONG_RUNTIME, `exec.kind must be one of ${RUNTIMES.join(', ')}`)
  }
  if (kind === 'custom image') return { kind, imageUri: fields.need('exec.imageUri', text(LONGEST_TEXT)) }

  const binary = fields.need('exec.binary', flag)
  if (/^(java|dotnet)/.test(kind) && !binary) fields.refuse('exec.binary', `must be true for ${kind}`)
  const code = fields.need('exec.code', text(LARGEST_CODE))
  return { kind, binary, code, main: fields.need('exec.main', text(LONGEST_TEXT)) }
}

/** Reads what a run may use. */
export const readLimits = (fields: Fields): ActionDocument['limits'] & object => ({
  timeout: fields.need('limits.timeout', whole(500, 300_000)),
  memory: fields.need('limits.memory', oneOf([128, 256, 512, 1024])),
})
