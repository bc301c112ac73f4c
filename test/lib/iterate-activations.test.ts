import { describe, expect, test } from 'vitest'
import type { ActivationPage, ActivationSummary, CallOptions } from '../../lib/index.ts'
import { iterateActivations } from '../../lib/resources/iterate-activations.ts'

interface PageRequest {
  readonly pageNo: number
  readonly pageSize?: number | undefined
  readonly end?: number | undefined
}

/** Creates activations with these ids. */
const activationsOf = (...ids: number[]) => ids.map((id) => ({ activationId: `${id}`, duration: 1, status: 'success' }))

/** Creates a list with these pages and total counts, and records which pages are read. */
const createList = (...pages: [ids: number[], totalCount: number][]) => {
  const requested: PageRequest[] = []
  const list = async (page: PageRequest) => {
    requested.push(page)
    const [ids, totalCount] = pages[page.pageNo - 1] ?? [[], 0]
    return { activations: activationsOf(...ids), totalCount }
  }
  return { requested, list }
}

const NOW = Date.UTC(2030, 0, 1)

type List = (page: PageRequest) => Promise<ActivationPage>

const iterate = (list: List, params: Partial<PageRequest> = {}, options?: CallOptions) =>
  iterateActivations(list, () => NOW, params, options)

const collect = async (...args: Parameters<typeof iterate>): Promise<ActivationSummary[]> => {
  const found: ActivationSummary[] = []
  for await (const activation of iterate(...args)) found.push(activation)
  return found
}

/** The pages of a list, the activations that the iterator returns, and how many pages it reads. */
const lists: [name: string, pageSize: number, pages: [number[], number][], found: number[], pageCount: number][] = [
  ['no activation of an empty list', 2, [[[], 0]], [], 1],
  ['the only page', 2, [[[1], 1]], [1], 1],
  ['a full page that has all activations, and reads no other', 2, [[[1, 2], 2]], [1, 2], 1],
  [
    'the activations of all pages',
    2,
    [
      [[1, 2], 5],
      [[3, 4], 5],
      [[5], 5],
    ],
    [1, 2, 3, 4, 5],
    3,
  ],
  [
    'no activation twice if new activations move the pages',
    2,
    [
      [[1, 2], 4],
      [[2, 3], 5],
      [[4], 5],
    ],
    [1, 2, 3, 4],
    4,
  ],
  ['no activation twice if a page has it twice', 3, [[[1, 1, 2], 3]], [1, 2], 2],
  [
    'the rest if the list becomes shorter',
    2,
    [
      [[1, 2], 4],
      [[3], 3],
    ],
    [1, 2, 3],
    2,
  ],
  [
    'the activations before an empty page, even if the total count is larger',
    2,
    [
      [[1, 2], 100],
      [[], 100],
      [[3], 100],
    ],
    [1, 2],
    2,
  ],
  [
    'no more after a page without new activations, so that the iteration ends',
    1,
    [
      [[1], 3],
      [[1], 3],
      [[2], 3],
    ],
    [1],
    2,
  ],
  [
    'all activations of a service with smaller pages than requested',
    100,
    [
      [[1, 2], 5],
      [[3, 4], 5],
      [[5], 5],
    ],
    [1, 2, 3, 4, 5],
    3,
  ],
  [
    'all activations of moved pages, even if the total count is larger',
    2,
    [
      [[1, 2], 4],
      [[2, 3], 4],
      [[], 4],
    ],
    [1, 2, 3],
    3,
  ],
]

describe('iterateActivations', () => {
  test.for(lists)('returns %s', async ([, pageSize, pages, found, pageCount]) => {
    const { requested, list } = createList(...pages)
    expect(await collect(list, { pageSize, end: 7 })).toEqual(activationsOf(...found))
    expect(requested).toEqual(
      Array.from({ length: pageCount }, (_, index) => ({ pageNo: index + 1, pageSize, end: 7 })),
    )
  })

  test('returns every field of an activation', async () => {
    const { list } = createList([[1], 1])
    expect(await collect(list)).toEqual([{ activationId: '1', duration: 1, status: 'success' }])
  })

  test('reads pages of 100 up to now, with the same end for all pages', async () => {
    const { requested, list } = createList([[1], 3], [[2], 3], [[3], 3])
    expect(await collect(list)).toEqual(activationsOf(1, 2, 3))
    expect(requested).toEqual([1, 2, 3].map((pageNo) => ({ pageNo, pageSize: 100, end: NOW })))
  })

  test('passes the other parameters and the options to every page', async () => {
    const calls: unknown[] = []
    const list = async (...args: unknown[]) => {
      calls.push(args)
      return { activations: activationsOf(1), totalCount: 1 }
    }
    const options = { timeoutMs: 5 }
    const params = { actionName: 'greet', start: 3, end: undefined }
    for await (const _ of iterateActivations(list, () => NOW, params, options));
    expect(calls).toEqual([[{ ...params, pageNo: 1, pageSize: 100, end: NOW }, options]])
  })

  test('reads nothing before the first activation is needed', async () => {
    const { requested, list } = createList([[1], 1])
    const iterator = iterate(list)
    expect(requested).toEqual([])
    await iterator.next()
    expect(requested).toHaveLength(1)
  })

  test('reads no page after a break', async () => {
    const { requested, list } = createList([[1, 2], 4], [[3, 4], 4])
    for await (const { activationId } of iterate(list, { pageSize: 2 })) if (activationId === '2') break
    expect(requested).toHaveLength(1)
  })

  test('rejects with the error of a page, after the activations before it', async () => {
    const reason = new Error('no second page')
    const { list } = createList([[1], 2])
    const failing = (page: PageRequest) => (page.pageNo === 1 ? list(page) : Promise.reject(reason))
    const iterator = iterate(failing, { pageSize: 1 })
    expect((await iterator.next()).value).toMatchObject({ activationId: '1' })
    await expect(iterator.next()).rejects.toBe(reason)
  })

  test.for([{ pageSize: undefined, end: undefined }, undefined, {}])(
    'uses the defaults for parameters %o',
    async (params) => {
      const { requested, list } = createList([[1], 1])
      expect(await collect(list, params)).toEqual(activationsOf(1))
      expect(requested).toMatchObject([{ pageNo: 1, pageSize: 100, end: NOW }])
    },
  )

  test('rejects parameters that are not an object', async () => {
    const { list } = createList([[1], 1])
    await expect(collect(list, null as never)).rejects.toThrow(/^params must be an object$/)
  })

  test("ends before the next page with the signal's reason", async () => {
    const controller = new AbortController()
    const reason = new Error('changed my mind')
    const { requested, list } = createList([[1], 2], [[2], 2])
    const iterator = iterate(list, {}, { signal: controller.signal })
    expect((await iterator.next()).value).toMatchObject({ activationId: '1' })
    controller.abort(reason)
    await expect(iterator.next()).rejects.toBe(reason)
    expect(requested).toHaveLength(1)
  })

  test('reads nothing if the signal is aborted already', async () => {
    const { requested, list } = createList([[1], 2])
    await expect(collect(list, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(requested).toEqual([])
  })

  test.for([{}, { activations: null }, { activations: {}, totalCount: 1 }, { activations: 'none' }, null, undefined])(
    'rejects the page %o',
    async (page) => {
      const error = { name: 'NcloudError', code: 'invalid_response', retryable: false }
      await expect(collect(async () => page as never)).rejects.toMatchObject(error)
    },
  )

  test('reads pages until one is empty if the list has no total count', async () => {
    const pages = [activationsOf(1), activationsOf(2), []]
    const list = async ({ pageNo }: PageRequest) => ({ activations: pages[pageNo - 1] }) as never
    expect(await collect(list)).toEqual(activationsOf(1, 2))
  })
})
