import { describe, expect, test } from 'vitest'
import { type ActivationRecord, memoryStore } from '../../worker/emulator/index.ts'
import { beginning, echo, type Opened, open, prepare } from './open-emulator.ts'

const DAY = 86_400_000

const record = (number: number, more: Partial<ActivationRecord> = {}): ActivationRecord => ({
  activationId: number.toString(16).padStart(32, '0'),
  platform: 'vpc',
  of: '-/a',
  name: 'a',
  start: beginning - number * 1000,
  end: beginning - number * 1000 + 10,
  duration: 10,
  status: 'success',
  success: true,
  result: {},
  logs: [],
  ...more,
})

/** Number n began n seconds ago. */
const furnish = async (records: readonly ActivationRecord[]): Promise<Opened> => {
  const opened = open()
  await prepare(opened, [
    ['/packages/-/actions/a', echo],
    ['/packages/-/actions/b', echo],
    ['/triggers/t?type=cron', { cronOption: '* * * * *' }],
  ])
  for (const each of records) opened.store.addActivation(each)
  return opened
}

const numbers = ({ content }: { content: { activations: { activationId: string }[] } }): number[] =>
  content.activations.map(({ activationId }) => Number.parseInt(activationId, 16))

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

const all = range(0, 45)
const at = (number: number): number => beginning - number * 1000
/** As v2.0 writes times. */
const korean = (time: number): string => new Date(time + 9 * 3_600_000).toISOString().slice(0, 19)

const pages: readonly [query: string, page: number[], total: number][] = [
  ['', range(0, 20), 45],
  ['pageNo=2', range(20, 40), 45],
  ['pageNo=3', range(40, 45), 45],
  ['pageNo=4', [], 45],
  ['pageSize=7&pageNo=2', range(7, 14), 45],
  ['pageSize=100', all, 45],
  ['pageNo=2147483647&pageSize=2147483647', [], 45],
  [`start=${at(9)}`, range(0, 10), 10],
  [`end=${at(40)}`, range(40, 45), 5],
  [`start=${at(12)}&end=${at(10)}`, [10, 11, 12], 3],
  [`start=${at(12)}&end=${at(10)}&pageSize=2&pageNo=2`, [12], 3],
  [`start=${at(10)}&end=${at(12)}`, [], 0],
  ['start=0', range(0, 20), 45],
]

describe.each([
  ['/packages/-/actions/a/activations', {}],
  ['/activations', {}],
  ['/triggers/t/activations', { of: 'trigger:t', name: 't', end: 0 }],
])('%s', (target, more) => {
  // Shuffled: they are kept in the order of their ends.
  const records = all
    .map((number) => record((number * 7) % 45, more))
    .map((each, index) => ({ ...each, duration: index }))

  test.each(pages)('?%s', async (query, page, total) => {
    const opened = await furnish(records)
    const answer = await opened.ask('GET', `${target}?${query}`)
    expect([numbers(answer), answer.content.totalCount]).toEqual([page, total])
  })

  test('with times of v2.0', async () => {
    const opened = await furnish(records)
    const window = `start=${korean(at(12))}&end=${encodeURIComponent(korean(at(10)))}`
    const answer = await opened.ask('GET', `${target}?platform=vpc&${window}`, undefined, { version: 'v2.0' })
    expect(numbers(answer)).toEqual([10, 11, 12])
  })
})

test('Lists of one hold no others', async () => {
  const opened = await furnish([
    record(1),
    record(2, { of: '-/b', name: 'b' }),
    record(3, { of: 'trigger:t', name: 't' }),
    record(4, { platform: 'classic' }),
  ])
  const list = async (target: string) => numbers(await opened.ask('GET', target))
  expect(await list('/packages/-/actions/a/activations')).toEqual([1])
  expect(await list('/packages/-/actions/b/activations')).toEqual([2])
  expect(await list('/triggers/t/activations')).toEqual([3])
  expect(await list('/activations')).toEqual([1, 2])
  expect(await list('/activations?platform=classic')).toEqual([4])
})

test('What is a month old is gone, from lists, details and memory', async () => {
  const month = 30 * DAY
  const opened = await furnish([
    record(1, { start: beginning - month, end: beginning - month }),
    record(2, { start: beginning - month - 1, end: beginning - month }),
  ])
  expect(numbers(await opened.ask('GET', '/activations?start=0'))).toEqual([1])
  const { status, error } = await opened.ask('GET', `/packages/-/actions/a/activations/${record(2).activationId}`)
  expect([status, error?.errorCode]).toEqual([404, '80322'])
  await opened.ask('POST', '/packages/-/actions/a', {})
  expect(opened.store.getActivation('vpc', '-/a', record(2).activationId)).toBeUndefined()
  expect(opened.store.getActivation('vpc', '-/a', record(1).activationId)).toBeDefined()
})

test('An activation is listed before it can be had, where that is asked for', async () => {
  const opened = open({ activationDelayMs: 30_000 })
  await prepare(opened, [['/packages/-/actions/a', echo]])
  const { activationId } = (await opened.ask('POST', '/packages/-/actions/a', {})).content
  expect((await opened.ask('GET', '/activations')).content.totalCount).toBe(1)
  const detail = () => opened.ask('GET', `/packages/-/actions/a/activations/${activationId}`)
  opened.clock.time += 29_999
  expect((await detail()).status).toBe(404)
  opened.clock.time += 1
  expect((await detail()).status).toBe(200)
})

test('Ids are 32 hexadecimal digits of the random given', async () => {
  const opened = open({ random: () => 0.999 })
  await prepare(opened, [['/packages/-/actions/a', echo]])
  const { content } = await opened.ask('POST', '/packages/-/actions/a', {})
  expect(content.activationId).toBe('f'.repeat(32))
})

describe('memoryStore', () => {
  test('lists any page of 100,000 activations', () => {
    const store = memoryStore()
    for (let number = 100_000; number > 0; number -= 1)
      store.addActivation(record(number, { of: `-/a${number % 500}` }))
    const query = { platform: 'vpc', start: beginning - 50_000_000, end: beginning, limit: 20 } as const
    for (const offset of [0, 20, 24_990, 49_980]) {
      const { page, total } = store.listActivations({ ...query, offset })
      expect(total).toBe(50_000)
      expect(page.map(({ start }) => start)).toEqual(range(offset + 1, offset + 21).map(at))
    }
    // Those of one: every 500th.
    const { page, total } = store.listActivations({ ...query, of: '-/a7', offset: 90 })
    expect([total, page.map(({ start }) => start)]).toEqual([100, range(90, 100).map((each) => at(each * 500 + 7))])
  })

  test('keeps documents by kind, platform and key, in the order of keys', () => {
    const store = memoryStore()
    for (const key of ['p/b', 'q/a', 'p/a']) store.put('action', 'vpc', key, key)
    store.put('action', 'classic', 'p/c', 1)
    expect(store.list('action', 'vpc', 'p/')).toEqual([
      ['p/a', 'p/a'],
      ['p/b', 'p/b'],
    ])
    store.delete('action', 'vpc', 'p/a')
    store.delete('action', 'vpc', 'none')
    expect([store.list('action', 'vpc').length, store.count('action'), store.count('package')]).toEqual([2, 3, 0])
  })
})

test('createEmulator takes times of v2.0 as those of its region', async () => {
  const opened = open({ utcOffsetHours: 8 })
  await prepare(opened, [['/packages/-/actions/a', echo]])
  for (const each of [record(0), record(3600), record(7200)]) opened.store.addActivation(each)
  const singapore = new Date(at(3600) + 8 * 3_600_000).toISOString().slice(0, 19)
  const target = `/activations?platform=vpc&end=${singapore}`
  const listed = await opened.ask('GET', target, undefined, { version: 'v2.0' })
  expect(numbers(listed)).toEqual([3600, 7200])
})
