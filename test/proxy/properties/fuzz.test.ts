import { describe, expect, test } from 'vitest'
import { runAnswer } from '../../../tools/fuzz/run-answer.ts'
import { runRequest, type Verdict } from '../../../tools/fuzz/run-request.ts'
import { canonicalJson } from '../../../tools/fuzz/strict-json.ts'

/** Runs cases that are the same in every run. `npm run fuzz` runs others. */
const judge = async (run: (seed: number, index: number) => Promise<Verdict>, seed: number, count: number) => {
  const kinds: Record<string, number> = {}
  for (let index = 0; index < count; index += 1) {
    const { kind, mistakes, input } = await run(seed, index)
    kinds[kind] = (kinds[kind] ?? 0) + 1
    expect(mistakes, `case ${index} of seed ${seed}: ${JSON.stringify(input)}`).toEqual([])
  }
  return kinds
}

test('#1 #2 #4 #5 #7 #9 #10 #11 #12 #13 #14 #27 createProxy sends exactly the requests that the documents allow, for every request', async () => {
  const kinds = await judge(runRequest, 1, 6000)
  expect(kinds.sent, JSON.stringify(kinds)).toBeGreaterThan(1000)
  expect(Object.keys(kinds).length, JSON.stringify(kinds)).toBeGreaterThan(12)
})

test('#18 #19 #20 #22 #38 createProxy responds with a known status, its own headers and fields of the default view, for every response of the gateway', async () => {
  const kinds = await judge(runAnswer, 1, 2000)
  expect(kinds.success, JSON.stringify(kinds)).toBeGreaterThan(200)
  expect(Object.keys(kinds).length, JSON.stringify(kinds)).toBeGreaterThan(8)
})

describe('the JSON reader of the oracle', () => {
  test.for([
    ['{"b":1.0,"a":[1e2,"\\u0041\\n"]}', '{"a":[100,"A\\n"],"b":1}'],
    ['9007199254740992', '9007199254740992'],
    ['1e22', '10000000000000000000000'],
    ['0.10', '0.1'],
    [' -0 ', '-0'],
    ['0e5', '0'],
  ] as const)('reads %s as %s', ([text, canonical]) => {
    expect(canonicalJson(text)).toBe(canonical)
  })

  test.for([
    '',
    '[1,]',
    '{"a":1,"\\u0061":2}',
    '9007199254740993',
    '9007199254740993.0',
    '90071992547409930e-1',
    '1e400',
    '1e-400',
    '01',
    '"\n"',
    '"\\x"',
    '[1] 2',
    '[1',
  ])('does not read %s', (text) => {
    expect(canonicalJson(text)).toBeUndefined()
  })
})
