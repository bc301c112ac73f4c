import { type Effect, operations } from '../../lib/api/operations.ts'
import { retryPolicies, type TransientFailure } from '../../lib/transport/retry-policy.ts'
import { code, table } from './markdown.ts'

/** The effects, from harmless to harmful. Lists and other reads share a row. */
const rows: readonly (readonly Effect[])[] = [['lists', 'reads'], ['writes'], ['writes in steps'], ['runs']]

const failures: Readonly<Record<TransientFailure, string>> = {
  'no response': 'no response',
  429: '429',
  '503/500': '503 with code `500`',
  '502-504': 'any 502, 503 or 504',
  '500/900': '500 with code `900`',
  'invalid response': 'a success status without the documented body',
}

const retries = (maxRetries: number): string => {
  if (maxRetries === 0) return 'never'
  return maxRetries === 1 ? 'at most 1' : 'option `retries`'
}

/** The table of `docs/retries.md`. */
export const retryTable = (): string =>
  table(
    ['Operations', 'Retries', 'After these failures'],
    rows.map((effects) => {
      const { maxRetries, after } = retryPolicies[effects[0] as Effect]
      const ids = Object.values(operations).filter(({ effect }) => effects.includes(effect))
      return [
        ids.map(({ id }) => code(id)).join(' '),
        retries(maxRetries),
        after
          .filter((each) => each !== '503/500' || !after.includes('502-504'))
          .map((each) => failures[each])
          .join(', '),
      ]
    }),
  )
