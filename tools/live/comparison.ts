import type { OperationId } from '../../lib/api/operations.ts'
import { type Assumption, assumptionsOfFields } from './assumptions.ts'
import type { Check, Difference } from './check.ts'
import { type ComparedShape, comparedShapes } from './compared-shapes.ts'
import { contentOf, errorOf, isObject, isSuccess, type RecordedResponse } from './recorded-response.ts'
import type { Redactor } from './redactor.ts'
import type { Target } from './target.ts'

/** One run of the command: sends requests to the service and collects the results. */
export interface Comparison {
  readonly service: Target
  readonly shapes: Readonly<Partial<Record<OperationId, ComparedShape>>>
  readonly redactor: Redactor
  /** Sends a request to the service. Throws if the command was interrupted or if the gateway rejects the first request. */
  readonly send: (target: Target, call: Check['call']) => Promise<RecordedResponse>
  /** Adds the result of a check. If the key has no permission for the operation, its differences do not count. */
  readonly addResult: (check: Check, differences: readonly Difference[], response: RecordedResponse) => void
  /** Adds a sentence to the end of the report. */
  readonly addNote: (text: string) => void
  readonly differences: readonly Difference[]
  readonly notes: readonly string[]
  /** The assumptions that were checked. */
  readonly assumptions: ReadonlySet<Assumption>
  /** The operations that the key has no permission for. */
  readonly forbidden: ReadonlySet<OperationId>
  readonly checkCount: () => number
}

/** Thrown when the gateway rejects the access key. */
export class KeyRejected extends Error {}

const isForbidden = (response: RecordedResponse): boolean => response.status === 403 && errorOf(response) !== undefined

/** Codes of the gateway have three digits. Other codes come from the service and are about one operation. */
const isKeyRejected = (response: RecordedResponse): boolean =>
  response.status === 401 || (response.status === 403 && String(errorOf(response)?.errorCode).length === 3)

/** Returns the assumptions that a success with this content checks, besides those of the check. */
const assumptionsIn = (content: unknown): Assumption[] => [
  'SUCCESS',
  ...Object.entries(assumptionsOfFields).flatMap(([path, assumption]) =>
    isObject(content) && Object.hasOwn(content, path.replace('content.', '')) ? [assumption] : [],
  ),
]

/** Starts a comparison. */
export const createComparison = (service: Target, redactor: Redactor, stop: AbortSignal): Comparison => {
  const differences: Difference[] = []
  const notes: string[] = []
  const assumptions = new Set<Assumption>()
  const forbidden = new Set<OperationId>()
  let checkCount = 0
  let isFirstRequest = true
  return {
    service,
    redactor,
    shapes: comparedShapes(service.endpoint),
    differences,
    notes,
    assumptions,
    forbidden,
    checkCount: () => checkCount,
    async send(target, call) {
      stop.throwIfAborted()
      const response = await target.record(call)
      if (isFirstRequest && isKeyRejected(response)) {
        throw new KeyRejected(`${response.clientMessage} (status ${response.status})`)
      }
      isFirstRequest = false
      return response
    },
    addResult(check, found, response) {
      checkCount += 1
      if (isForbidden(response)) {
        forbidden.add(check.operation)
        return
      }
      differences.push(...found)
      if (check.assumption) assumptions.add(check.assumption)
      for (const assumption of Object.keys(check.describeValues ?? {})) assumptions.add(assumption as Assumption)
      if (!isSuccess(response)) return
      for (const assumption of assumptionsIn(contentOf(response))) assumptions.add(assumption)
    },
    addNote: (text) => notes.push(text),
  }
}
