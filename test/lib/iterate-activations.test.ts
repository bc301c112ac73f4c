import { describe, expect, test } from 'vitest'
import type { ActivationPage, ActivationSummary, CallOptions } from '../../lib/index.ts'
import { iterateActivations } from '../../lib/resources/iterate-activations.ts'

interface PageRequest {
  readonly pageNo: number
  readonly pageSize?: number | undefined
  readonly end?: number | undefined
}

/** Activations with these ids. */
const of = (...ids: number[]) => ids.map((id) => ({ activationId: `${id}`, duration: 1, status: 'success' }))

/** Gives these pages, with these counts of all, and keeps what it is asked for. */
const service = (...pages: [ids: number[], totalCount: number][]) => {
  const asked: PageRequest[] = []
  const list = async (page: PageRequest) => {
    asked.push(page)
    const [ids, totalCount] = pages[page.pageNo - 1] ?? [[], 0]
    return { activations: of(...ids), totalCount }
  }
  return { asked, list }
}

const NOW = Date.UTC(2030, 0, 1)

type List = (page: PageRequest) => Promise<ActivationPage>

const iterate = (list: List, params: Partial<PageRequest> = {}, options?: CallOptions) =>
  iterateActivations(list, () => NOW, params, options)

const all = async (...args: Parameters<typeof iterate>): Promise<ActivationSummary[]> => {
  const found: ActivationSummary[] = []
  for await (const activation of iterate(...args)) found.push(activation)
  return found
}

/** Lists, by size of a page: the pages there are, what comes of them, and how many are asked for. */
const lists: [name: string, pageSize: number, pages: [number[], number][], found: number[], asked: number][] = [
  ['nothing of an empty list', 2, [[[], 0]], [], 1],
  ['the one page there is', 2, [[[1], 1]], [1], 1],
  ['a full page, and asks for no other', 2, [[[1, 2], 2]], [1, 2], 1],
  [
    'page after page',
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
    'none twice when the list shifts',
    2,
    [
      [[1, 2], 4],
      [[2, 3], 5],
      [[4], 5],
    ],
    [1, 2, 3, 4],
    4,
  ],
  ['none twice within a page', 3, [[[1, 1, 2], 3]], [1, 2], 2],
  [
    'what is left when the list gets shorter',
    2,
    [
      [[1, 2], 4],
      [[3], 3],
    ],
    [1, 2, 3],
    2,
  ],
  [
    'no more than there is, whatever the count',
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
    'nothing more after a page with nothing new, for it might go on forever',
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
    'all of a service that gives fewer a page than it was asked for',
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
    'all of a shifted list, though more were counted',
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
  test.for(lists)('returns %s', async ([, pageSize, pages, found, count]) => {
    const { asked, list } = service(...pages)
    expect(await all(list, { pageSize, end: 7 })).toEqual(of(...found))
    expect(asked).toEqual(Array.from({ length: count }, (_, index) => ({ pageNo: index + 1, pageSize, end: 7 })))
  })

  test('returns an activation as the list has it', async () => {
    const { list } = service([[1], 1])
    expect(await all(list)).toEqual([{ activationId: '1', duration: 1, status: 'success' }])
  })

  test('reads pages of 100 up to now, with the same end for all pages', async () => {
    const { asked, list } = service([[1], 3], [[2], 3], [[3], 3])
    expect(await all(list)).toEqual(of(1, 2, 3))
    expect(asked).toEqual([1, 2, 3].map((pageNo) => ({ pageNo, pageSize: 100, end: NOW })))
  })

  test('passes the other parameters and the options to every page', async () => {
    const seen: unknown[] = []
    const list = async (...args: unknown[]) => {
      seen.push(args)
      return { activations: of(1), totalCount: 1 }
    }
    const options = { timeoutMs: 5 }
    const params = { actionName: 'greet', start: 3, end: undefined }
    for await (const _ of iterateActivations(list, () => NOW, params, options));
    expect(seen).toEqual([[{ ...params, pageNo: 1, pageSize: 100, end: NOW }, options]])
  })

  test('reads nothing before the first activation is needed', async () => {
    const { asked, list } = service([[1], 1])
    const activations = iterate(list)
    expect(asked).toEqual([])
    await activations.next()
    expect(asked).toHaveLength(1)
  })

  test('reads no page after a break', async () => {
    const { asked, list } = service([[1, 2], 4], [[3, 4], 4])
    for await (const { activationId } of iterate(list, { pageSize: 2 })) if (activationId === '2') break
    expect(asked).toHaveLength(1)
  })

  test('rejects with the error of a page, after the activations before it', async () => {
    const reason = new Error('no second page')
    const { list } = service([[1], 2])
    const failing = (page: PageRequest) => (page.pageNo === 1 ? list(page) : Promise.reject(reason))
    const activations = iterate(failing, { pageSize: 1 })
    expect((await activations.next()).value).toMatchObject({ activationId: '1' })
    await expect(activations.next()).rejects.toBe(reason)
  })

  test.for([{ pageSize: undefined, end: undefined }, undefined, {}])(
    'uses the defaults for parameters %o',
    async (params) => {
      const { asked, list } = service([[1], 1])
      expect(await all(list, params)).toEqual(of(1))
      expect(asked).toMatchObject([{ pageNo: 1, pageSize: 100, end: NOW }])
    },
  )

  test('rejects parameters that are not an object', async () => {
    const { list } = service([[1], 1])
    await expect(all(list, null as never)).rejects.toThrow(/^params must be an object$/)
  })

  test("ends before the next page with the signal's reason", async () => {
    const controller = new AbortController()
    const reason = new Error('changed my mind')
    const { asked, list } = service([[1], 2], [[2], 2])
    const activations = iterate(list, {}, { signal: controller.signal })
    expect((await activations.next()).value).toMatchObject({ activationId: '1' })
    controller.abort(reason)
    await expect(activations.next()).rejects.toBe(reason)
    expect(asked).toHaveLength(1)
  })

  test('reads nothing if the signal is aborted already', async () => {
    const { asked, list } = service([[1], 2])
    await expect(all(list, {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    expect(asked).toEqual([])
  })

  test.for([{}, { activations: null }, { activations: {}, totalCount: 1 }, { activations: 'none' }, null, undefined])(
    'rejects the page %o',
    async (page) => {
      const error = { name: 'NcloudError', code: 'invalid_response', retryable: false }
      await expect(all(async () => page as never)).rejects.toMatchObject(error)
    },
  )

  test('without a count, reads until a page is empty', async () => {
    const pages = [of(1), of(2), []]
    const list = async ({ pageNo }: PageRequest) => ({ activations: pages[pageNo - 1] }) as never
    expect(await all(list)).toEqual(of(1, 2))
  })
})
