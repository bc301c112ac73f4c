import { describe, expect, test } from 'vitest'
import { cron } from '../../lib/api/cron.ts'
import { activationId, list, name, one, parameters, text, whole } from '../../lib/api/validate.ts'

describe('list', () => {
  test.for([undefined, [], 'a', { length: 1 }])('refuses %o, and says what it must be', (value) => {
    expect(() => list(name)(value, 'components')).toThrow(/^components must be a list/)
  })

  test('names the entry that is refused', () => {
    expect(() => list(name)(['a', '-b'], 'components')).toThrow(/^components\[1\] must be 1 to 50 characters of /)
  })
})

test('A rule says what a value must be, by its name', () => {
  for (const [rule, must] of [
    [whole(1, 60), /1 .*60/],
    [one('a', 'b'), /a,b/],
    [text, /text/],
    [parameters, /JSON object .* 1 MB/],
    [activationId, /32/],
    [cron, /0-59 .*0-23/],
  ] as const) {
    expect(() => rule(undefined, 'it')).toThrow(/^it must be /)
    expect(() => rule(undefined, 'it')).toThrow(must)
  }
})
