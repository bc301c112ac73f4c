import { describe, expect, test } from 'vitest'
import { type ActivationRecord, memoryStore } from '../../worker/emulator/index.ts'
import { createResources, echoAction, type OpenEmulator, openEmulator, startTime } from './open-emulator.ts'

const DAY = 86_400_000

const record = (number: number, more: Partial<ActivationRecord> = {}): ActivationRecord => ({
  activationId: number.toString(16).padStart(32, '0'),
  platform: 'vpc',
  owner: '-/a',
  name: 'a',
  start: startTime - number * 1000,
  end: startTime - number * 1000 + 10,
  duration: 10,
  status: 'success',
  success: true,
  result: {},
  logs: [],
  ...more,
})

/** Opens an emulator with activations. Record number n started n seconds ago. */
const openWithActivations = async (records: readonly ActivationRecord[]): Promise<OpenEmulator> => {
  const opened = openEmulator()
  await createResources(opened, [
    ['/packages/-/actions/a', echoAction],
    ['/packages/-/actions/b', echoAction],
    ['/triggers/t?type=cron', { cronOption: '* * * * *' }],
  ])
  for (const each of records) opened.store.addActivation(each)
  return opened
}

const recordNumbers = ({ content }: { content: { activations: { activationId: string }[] } }): number[] =>
  content.activations.map(({ activationId }) => Number.parseInt(activationId, 16))

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

const all = range(0, 45)
const startOf = (number: number): number => startTime - number * 1000
/** Formats a time as v2.0 does. */
const koreanTime = (time: number): string => new Date(time + 9 * 3_600_000).toISOString().slice(0, 19)

const pages: readonly [query: string, page: number[], total: number][] = [
  ['', range(0, 20), 45],
  ['pageNo=2', range(20, 40), 45],
  ['pageNo=3', range(40, 45), 45],
  ['pageNo=4', [], 45],
  ['pageSize=7&pageNo=2', range(7, 14), 45],
  ['pageSize=100', all, 45],
  ['pageNo=2147483647&pageSize=2147483647', [], 45],
  [`start=${startOf(9)}`, range(0, 10), 10],
  [`end=${startOf(40)}`, range(40, 45), 5],
  [`start=${startOf(12)}&end=${startOf(10)}`, [10, 11, 12], 3],
  [`start=${startOf(12)}&end=${startOf(10)}&pageSize=2&pageNo=2`, [12], 3],
  [`start=${startOf(10)}&end=${startOf(12)}`, [], 0],
  ['start=0', range(0, 20), 45],
]

describe.each([
  ['/packages/-/actions/a/activations', {}],
  ['/activations', {}],
  ['/triggers/t/activations', { owner: 'trigger:t', name: 't', end: 0 }],
])('GET %s', (target, more) => {
  // Shuffled: runs do not end in the order of their starts.
  const records = all
    .map((number) => record((number * 7) % 45, more))
    .map((each, index) => ({ ...each, duration: index }))

  test.each(pages)('returns the page of the query "%s"', async (query, page, total) => {
    const opened = await openWithActivations(records)
    const response = await opened.call('GET', `${target}?${query}`)
    expect([recordNumbers(response), response.content.totalCount]).toEqual([page, total])
  })

  test('accepts the times of v2.0', async () => {
    const opened = await openWithActivations(records)
    const window = `start=${koreanTime(startOf(12))}&end=${encodeURIComponent(koreanTime(startOf(10)))}`
    const response = await opened.call('GET', `${target}?platform=vpc&${window}`, undefined, { version: 'v2.0' })
    expect(recordNumbers(response)).toEqual([10, 11, 12])
  })
})

test('a list has only the activations of its action, trigger or platform', async () => {
  const opened = await openWithActivations([
    record(1),
    record(2, { owner: '-/b', name: 'b' }),
    record(3, { owner: 'trigger:t', name: 't' }),
    record(4, { platform: 'classic' }),
  ])
  const list = async (target: string) => recordNumbers(await opened.call('GET', target))
  expect(await list('/packages/-/actions/a/activations')).toEqual([1])
  expect(await list('/packages/-/actions/b/activations')).toEqual([2])
  expect(await list('/triggers/t/activations')).toEqual([3])
  expect(await list('/activations')).toEqual([1, 2])
  expect(await list('/activations?platform=classic')).toEqual([4])
})

test('activations older than a month are not in lists, not found, and deleted from the store', async () => {
  const month = 30 * DAY
  const opened = await openWithActivations([
    record(1, { start: startTime - month, end: startTime - month }),
    record(2, { start: startTime - month - 1, end: startTime - month }),
  ])
  expect(recordNumbers(await opened.call('GET', '/activations?start=0'))).toEqual([1])
  const { status, error } = await opened.call('GET', `/packages/-/actions/a/activations/${record(2).activationId}`)
  expect([status, error?.errorCode]).toEqual([404, '80322'])
  await opened.call('POST', '/packages/-/actions/a', {})
  expect(opened.store.getActivation('vpc', '-/a', record(2).activationId)).toBeUndefined()
  expect(opened.store.getActivation('vpc', '-/a', record(1).activationId)).toBeDefined()
})

test('activationDelayMs delays the details of an activation, but not its place in lists', async () => {
  const opened = openEmulator({ activationDelayMs: 30_000 })
  await createResources(opened, [['/packages/-/actions/a', echoAction]])
  const { activationId } = (await opened.call('POST', '/packages/-/actions/a', {})).content
  expect((await opened.call('GET', '/activations')).content.totalCount).toBe(1)
  const getDetails = () => opened.call('GET', `/packages/-/actions/a/activations/${activationId}`)
  opened.clock.time += 29_999
  expect((await getDetails()).status).toBe(404)
  opened.clock.time += 1
  expect((await getDetails()).status).toBe(200)
})

test('an activation id has 32 hexadecimal digits, made from the option random', async () => {
  const opened = openEmulator({ random: () => 0.999 })
  await createResources(opened, [['/packages/-/actions/a', echoAction]])
  const { content } = await opened.call('POST', '/packages/-/actions/a', {})
  expect(content.activationId).toBe('f'.repeat(32))
})

describe('memoryStore', () => {
  test('returns any page of 100,000 activations', () => {
    const store = memoryStore()
    for (let number = 100_000; number > 0; number -= 1)
      store.addActivation(record(number, { owner: `-/a${number % 500}` }))
    const query = { platform: 'vpc', start: startTime - 50_000_000, end: startTime, limit: 20 } as const
    for (const offset of [0, 20, 24_990, 49_980]) {
      const { page, total } = store.listActivations({ ...query, offset })
      expect(total).toBe(50_000)
      expect(page.map(({ start }) => start)).toEqual(range(offset + 1, offset + 21).map(startOf))
    }
    // The activations of one action: every 500th.
    const { page, total } = store.listActivations({ ...query, owner: '-/a7', offset: 90 })
    expect([total, page.map(({ start }) => start)]).toEqual([
      100,
      range(90, 100).map((each) => startOf(each * 500 + 7)),
    ])
  })

  test('stores documents by kind, platform and key, and lists them in the order of keys', () => {
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

test('utcOffsetHours sets the time zone of the times of v2.0', async () => {
  const opened = openEmulator({ utcOffsetHours: 8 })
  await createResources(opened, [['/packages/-/actions/a', echoAction]])
  for (const each of [record(0), record(3600), record(7200)]) opened.store.addActivation(each)
  const singapore = new Date(startOf(3600) + 8 * 3_600_000).toISOString().slice(0, 19)
  const target = `/activations?platform=vpc&end=${singapore}`
  const listed = await opened.call('GET', target, undefined, { version: 'v2.0' })
  expect(recordNumbers(listed)).toEqual([3600, 7200])
})
