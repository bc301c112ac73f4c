import { describe, expect, test } from 'vitest'
import { cronExpression } from '../../lib/api/cron.ts'
import {
  activationId,
  integer,
  listOf,
  oneOf,
  optional,
  parameters,
  rejectUnknown,
  resourceName,
  text,
} from '../../lib/api/validate.ts'

describe('listOf', () => {
  test('says that a list is empty', () => {
    expect(() => listOf(resourceName)([], 'components')).toThrow(
      /^components is empty: it must be a list with at least one entry$/,
    )
  })

  test.for(['a', { length: 1 }, null])('rejects %o and says that it must be a list', (value) => {
    expect(() => listOf(resourceName)(value, 'components')).toThrow(
      /^components must be a list with at least one entry$/,
    )
  })

  test('says that a list is missing', () => {
    expect(() => listOf(resourceName)(undefined, 'vpc')).toThrow(/^vpc is missing: it must be a list/)
  })

  test('names the invalid entry', () => {
    expect(() => listOf(resourceName)(['a', '-b'], 'components')).toThrow(
      /^components\[1\] must be 1 to 50 characters of /,
    )
  })
})

describe('a rule', () => {
  const rules = [
    [integer(1, 60), 0, /an integer from 1 to 60$/],
    [oneOf('a', 'b'), 'c', /one of a, b$/],
    [text, ' ', /text that is not empty$/],
    [parameters, [], /a JSON object of at most 1 MB$/],
    [activationId, '1', /32 characters of A-Z a-z 0-9$/],
  ] as const

  test.for(rules)('says what an invalid and a missing value must be: %#', ([rule, invalid, mustBe]) => {
    expect(() => rule(invalid, 'it')).toThrow(new RegExp(`^it must be ${mustBe.source}`))
    expect(() => rule(undefined, 'it')).toThrow(new RegExp(`^it is missing: it must be ${mustBe.source}`))
    expect(() => optional(rule)(undefined, 'it')).not.toThrow()
  })
})

describe('cronExpression', () => {
  test.for([
    ['60 * * * *', /^cronOption has an invalid minute \(field 1\): it must be \*, 0 to 59, /],
    ['* 24 * * *', /^cronOption has an invalid hour \(field 2\): it must be \*, 0 to 23, /],
    ['* * 0 * *', /^cronOption has an invalid day of month \(field 3\): it must be \*, 1 to 31, /],
    ['* * * 13 *', /^cronOption has an invalid month \(field 4\): it must be \*, 1 to 12, /],
    ['* * * * 8', /^cronOption has an invalid day of week \(field 5\): it must be \*, 0 to 7, /],
    ['*/0 * * * *', /^cronOption has an invalid minute /],
    ['1-60 * * * *', /^cronOption has an invalid minute /],
    ['1, * * * *', /^cronOption has an invalid minute /],
    ['@daily', /^cronOption must be 5 fields: minute, hour, day of month, month, day of week, such as "0 3 \* \* \*"$/],
    ['* * * *', /^cronOption must be 5 fields/],
    [5, /^cronOption must be 5 fields/],
    [undefined, /^cronOption is missing: it must be 5 fields/],
  ] as const)('rejects %o and names the field', ([value, message]) => {
    expect(() => cronExpression(value, 'cronOption')).toThrow(message)
  })
})

describe('rejectUnknown', () => {
  const known = ['timeoutMs', 'retries', 'onAttempt']

  test.for([
    ['timeoutMS', 'unknown option `timeoutMS`: did you mean `timeoutMs`?'],
    ['timeout', 'unknown option `timeout`: did you mean `timeoutMs`?'],
    ['retrys', 'unknown option `retrys`: did you mean `retries`?'],
    ['proxy', 'unknown option `proxy`: use one of timeoutMs, retries, onAttempt'],
    ['x'.repeat(100_000), `unknown option \`${'x'.repeat(100_000)}\`: use one of timeoutMs, retries, onAttempt`],
  ] as const)('suggests a known name for the %#th unknown one', ([name, message]) => {
    expect(() => rejectUnknown('option', { [name]: 1 }, known)).toThrow(new TypeError(message))
  })

  test('accepts known names, and unknown ones without a value', () => {
    expect(() => rejectUnknown('option', { timeoutMs: 1, timeout: undefined }, known)).not.toThrow()
  })
})
