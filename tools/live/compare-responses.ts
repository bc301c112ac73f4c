import { type Assumption, assumptionsOfFields } from './assumptions.ts'
import type { Check, Difference } from './check.ts'
import type { ComparedShape } from './compared-shapes.ts'
import { describeResponse, describeStatus } from './describe-response.ts'
import { contentOf, isSuccess, type RecordedResponse } from './recorded-response.ts'
import { noRedaction, type Redactor } from './redactor.ts'

/** Assumptions about the status of a success. All others say nothing about two different successes. */
const assumptionsOfSuccess: readonly (Assumption | '')[] = ['FAILED_RUN', 'STILL_RUNNING']

const describeValues = (check: Check, response: RecordedResponse): [Assumption, string][] =>
  Object.entries(check.describeValues ?? {}).map(([assumption, describe]) => {
    try {
      return [assumption as Assumption, isSuccess(response) ? describe(contentOf(response)) : 'no success']
    } catch {
      return [assumption as Assumption, 'another structure']
    }
  })

/** Tells whether a path is inside a value that differs as a whole: then only the outer difference is reported. */
const isInside = (path: string, outerPaths: readonly string[]): boolean =>
  outerPaths.some((outer) => path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`))

/** Returns where the service differs from the emulator or from the client's types in one check. */
export const compareResponses = (
  check: Check,
  { service, emulator }: { readonly service: RecordedResponse; readonly emulator: RecordedResponse },
  shape: ComparedShape | undefined,
  redactor: Redactor,
): Difference[] => {
  const { operation, request, assumption = '' } = check
  const differences: Difference[] = []
  const add = (difference: Omit<Difference, 'operation' | 'request'>): void => {
    differences.push({ operation, request, ...difference })
  }
  const bothSucceedOrFail = isSuccess(service) === isSuccess(emulator)

  // The content first: the redactor learns from it what a message must not print.
  const actual = describeResponse(service, shape, redactor)
  const expected = describeResponse(emulator, shape, noRedaction)

  const expectedStatus = describeStatus(emulator, noRedaction)
  if (describeStatus(service, noRedaction) !== expectedStatus) {
    const isAboutSuccess = bothSucceedOrFail && isSuccess(service) && !assumptionsOfSuccess.includes(assumption)
    add({
      path: 'status',
      assumption: isAboutSuccess ? 'SUCCESS' : assumption,
      types: '',
      emulator: expectedStatus,
      service: describeStatus(service, redactor),
    })
  }

  const isInEmptyList = (path: string): boolean =>
    [...actual.emptyLists, ...expected.emptyLists].some((list) => path.startsWith(`${list}[]`))
  const differentPaths: string[] = []
  // Outer paths come before the paths inside them.
  for (const path of new Set([...actual.types.keys(), ...expected.types.keys()])) {
    if (isInside(path, differentPaths)) continue
    const isComparable = bothSucceedOrFail && !isInEmptyList(path)
    const actualType = actual.types.get(path) ?? 'absent'
    const expectedType = expected.types.get(path) ?? 'absent'
    const clientType = actual.expectedTypes.get(path) ?? ''
    const isDifferent = isComparable && actualType !== expectedType
    if (isDifferent) differentPaths.push(path)
    if (isDifferent || clientType) {
      add({
        path: actual.printedPaths.get(path) ?? path,
        assumption: assumptionsOfFields[path] ?? '',
        types: clientType,
        emulator: isComparable ? expectedType : 'unknown',
        service: actualType,
      })
    }
  }

  const expectedValues = new Map(describeValues(check, emulator))
  for (const [about, value] of bothSucceedOrFail ? describeValues(check, service) : []) {
    const expectedValue = expectedValues.get(about) ?? ''
    if (expectedValue !== value) {
      add({ path: 'value', assumption: about, types: '', emulator: expectedValue, service: value })
    }
  }
  return differences
}
