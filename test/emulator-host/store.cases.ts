import type { ActivationRecord, Store } from '../../worker/emulator/store/store.ts'
import { equal } from '../support/assert.ts'

/** A test of a store, which starts empty. It needs no test library: it also runs in a Durable Object. */
export interface StoreCase {
  readonly name: string
  readonly run: (store: Store) => void
}

/** Returns an activation, with defaults. */
export const createActivation = (given: Partial<ActivationRecord>): ActivationRecord => ({
  activationId: '0'.repeat(32),
  platform: 'vpc',
  owner: '-/a',
  name: 'a',
  start: 1000,
  end: 1010,
  duration: 10,
  status: 'success',
  success: true,
  result: { ok: true },
  logs: ['a line'],
  ...given,
})

const all = { platform: 'vpc', start: 0, end: 1e15, offset: 0, limit: 10 } as const

const ids = (store: Store, query: Partial<Parameters<Store['listActivations']>[0]> = {}) => {
  const { page, total } = store.listActivations({ ...all, ...query })
  return [page.map(({ activationId }) => activationId).join(), total]
}

export const storeCases: readonly StoreCase[] = [
  {
    name: 'returns a stored document',
    run(store) {
      const value = JSON.parse('{"__proto__":1,"text":"세계 😀\\u0000\\"","list":[null,{"a":1.5}],"empty":{}}')
      store.put('package', 'vpc', 'p', value)
      equal(store.get('package', 'vpc', 'p'), value)
      equal(store.get('package', 'classic', 'p'), undefined)
      equal(store.get('action', 'vpc', 'p'), undefined)
      equal(store.get('package', 'vpc', 'P'), undefined)
    },
  },
  {
    name: 'replaces a document',
    run(store) {
      store.put('action', 'vpc', '-/a', { code: 'x'.repeat(1_200_000) })
      store.put('action', 'vpc', '-/a', { code: 'y' })
      equal(store.get('action', 'vpc', '-/a'), { code: 'y' })
      equal(store.count('action'), 1)
    },
  },
  {
    name: 'stores the largest code, without splitting characters',
    run(store) {
      const code = `.${'😀'.repeat(9_500_000)}`
      store.put('action', 'vpc', '-/a', { code })
      equal((store.get('action', 'vpc', '-/a') as { code: string }).code === code, true)
      equal(store.list('action', 'vpc').length, 1)
    },
  },
  {
    name: 'deletes a document, and ignores a missing one',
    run(store) {
      store.put('trigger', 'vpc', 't', {})
      store.put('trigger', 'classic', 't', {})
      store.delete('trigger', 'vpc', 't')
      store.delete('trigger', 'vpc', 'u')
      equal([store.get('trigger', 'vpc', 't'), store.get('trigger', 'classic', 't')], [undefined, {}])
    },
  },
  {
    name: 'lists documents by prefix, in the order of keys',
    run(store) {
      for (const key of ['b/a', 'a_/x', 'a/z', 'a/B', 'a/a', 'a-/x', 'a']) store.put('action', 'vpc', key, { key })
      store.put('action', 'classic', 'a/c', {})
      store.put('package', 'vpc', 'a/p', {})
      equal(
        store.list('action', 'vpc', 'a/').map(([key]) => key),
        ['a/B', 'a/a', 'a/z'],
      )
      equal(store.list('action', 'vpc', 'a/a'), [['a/a', { key: 'a/a' }]])
      equal(store.list('action', 'vpc').length, 7)
      equal(store.list('action', 'vpc', '%'), [])
      equal(store.list('link', 'vpc'), [])
    },
  },
  {
    name: 'counts the documents of a kind on both platforms',
    run(store) {
      equal(store.count('package'), 0)
      for (const key of ['a', 'b']) store.put('package', 'vpc', key, {})
      store.put('package', 'classic', 'a', {})
      store.put('action', 'vpc', '-/a', {})
      equal([store.count('package'), store.count('action'), store.count('link')], [3, 1, 0])
    },
  },
  {
    name: 'returns an activation by platform, owner and id',
    run(store) {
      const record = createActivation({
        activationId: 'x',
        result: { error: { a: [1] } },
        success: false,
        logs: ['a', 'ü'],
      })
      store.addActivation(record)
      equal(store.getActivation('vpc', '-/a', 'x'), record)
      equal(store.getActivation('classic', '-/a', 'x'), undefined)
      equal(store.getActivation('vpc', '-/b', 'x'), undefined)
      equal(store.getActivation('vpc', '-/a', 'y'), undefined)
    },
  },
  {
    name: 'stores the largest result and logs',
    run(store) {
      const record = createActivation({
        result: { a: '"'.repeat(1_048_000) },
        logs: Array(10_000).fill('😀'.repeat(25)),
      })
      store.addActivation(record)
      equal(JSON.stringify(store.getActivation('vpc', '-/a', record.activationId)), JSON.stringify(record))
    },
  },
  {
    name: 'lists activations newest first; at the same time, the last added first',
    run(store) {
      for (const [activationId, start] of [
        ['a', 2000],
        ['b', 1000],
        ['c', 3000],
        ['d', 2000],
      ] as const) {
        store.addActivation(createActivation({ activationId, start }))
      }
      equal(ids(store), ['c,d,a,b', 4])
      equal(store.listActivations({ ...all, limit: 1 }).page[0], createActivation({ activationId: 'c', start: 3000 }))
    },
  },
  {
    name: 'lists the activations of an action, of all actions, or of a trigger',
    run(store) {
      store.addActivation(createActivation({ activationId: 'a', start: 1 }))
      store.addActivation(createActivation({ activationId: 'b', start: 2, owner: '-/b' }))
      store.addActivation(createActivation({ activationId: 't', start: 3, owner: 'trigger:t', end: 0 }))
      store.addActivation(createActivation({ activationId: 'c', start: 4, platform: 'classic' }))
      equal(ids(store), ['b,a', 2])
      equal(ids(store, { owner: '-/b' }), ['b', 1])
      equal(ids(store, { owner: 'trigger:t' }), ['t', 1])
      equal(ids(store, { owner: '-/t' }), ['', 0])
      equal(ids(store, { platform: 'classic' }), ['c', 1])
    },
  },
  {
    name: 'lists pages of activations between two times, both included',
    run(store) {
      for (const start of [1, 2, 3, 4, 5]) store.addActivation(createActivation({ activationId: `${start}`, start }))
      equal(ids(store, { start: 2, end: 4 }), ['4,3,2', 3])
      equal(ids(store, { start: 5, end: 1 }), ['', 0])
      equal(ids(store, { limit: 2 }), ['5,4', 5])
      equal(ids(store, { limit: 2, offset: 4 }), ['1', 5])
      equal(ids(store, { limit: 2, offset: 5 }), ['', 5])
      equal(ids(store, { limit: 2, offset: 2, end: 4, owner: '-/a' }), ['2,1', 4])
    },
  },
  {
    name: 'lists and deletes thousands of activations that were added in any order',
    run(store) {
      const count = 3000
      // 7 does not divide the count: each time comes once.
      const times = Array.from({ length: count }, (_, index) => (index * 7) % count)
      for (const start of times) store.addActivation(createActivation({ activationId: `${start}`, start }))
      const expected = (from: number, until: number) =>
        Array.from({ length: until - from }, (_, index) => until - 1 - index).join()
      equal(ids(store, { limit: count }), [expected(0, count), count])
      for (const offset of [0, 1, 511, 512, 513, 1024, 2990]) {
        equal(ids(store, { offset }), [expected(count - offset - 10, count - offset), count])
      }
      equal(ids(store, { start: 700, end: 1299, limit: 600 }), [expected(700, 1300), 600])
      store.prune(1500)
      equal(ids(store, { limit: count }), [expected(1500, count), 1500])
      store.prune(count)
      equal(ids(store), ['', 0])
      store.addActivation(createActivation({ activationId: 'new', start: 5 }))
      equal(ids(store), ['new', 1])
    },
  },
  {
    name: 'lists thousands of documents by prefix after changes in any order',
    run(store) {
      const keys = Array.from(
        { length: 2000 },
        (_, index) => `p${index % 4}/${String((index * 7) % 2000).padStart(4, '0')}`,
      )
      for (const key of keys) store.put('action', 'vpc', key, { key })
      for (const key of keys.slice(0, 1000)) store.delete('action', 'vpc', key)
      for (const key of keys.slice(0, 500)) store.put('action', 'vpc', key, { key })
      const left = [...keys.slice(0, 500), ...keys.slice(1000)].sort()
      const listed = (prefix?: string) => store.list('action', 'vpc', prefix).map(([key]) => key)
      equal(listed(), left)
      for (const prefix of ['p0/', 'p3/', 'p1/00', 'p1/0007', 'p4', 'o']) {
        equal(
          listed(prefix),
          left.filter((key) => key.startsWith(prefix)),
        )
      }
      for (const key of left) store.delete('action', 'vpc', key)
      equal([listed(), store.count('action')], [[], 0])
    },
  },
  {
    name: 'deletes older activations, and keeps the others',
    run(store) {
      for (const start of [1, 2, 3]) {
        store.addActivation(createActivation({ activationId: `a${start}`, start }))
        store.addActivation(createActivation({ activationId: `t${start}`, start, owner: 'trigger:t' }))
      }
      store.prune(2)
      store.prune(2)
      equal(ids(store), ['a3,a2', 2])
      equal(ids(store, { owner: 'trigger:t' }), ['t3,t2', 2])
      equal(store.getActivation('vpc', '-/a', 'a1'), undefined)
      equal(store.getActivation('vpc', '-/a', 'a2')?.start, 2)
      store.addActivation(createActivation({ activationId: 'a4', start: 4 }))
      equal(ids(store), ['a4,a3,a2', 3])
    },
  },
]
