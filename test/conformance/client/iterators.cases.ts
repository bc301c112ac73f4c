import { type Client, createClient, type NcloudError } from '../../../lib/index.ts'
import { equal, thrownBy } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { failToFetch } from '../fake-responses.ts'
import { vectorKey, vectorTime } from '../vectors.ts'

const now = () => vectorTime
const ids = ['1', '2', '3'].map((digit) => digit.repeat(32))

/** Creates a client whose service has three activations, two on a page, and records the targets of its requests. */
const createPagedClient = () => {
  const targets: string[] = []
  const fetch = (url: string) => {
    targets.push(url.replace(/^.*\/api\/v2/, ''))
    const pageNo = Number(new URL(url).searchParams.get('pageNo'))
    const page = ids.slice(2 * (pageNo - 1), 2 * pageNo)
    const activations = page.map((activationId) => ({ activationId, duration: 1, status: 'success' }))
    return Response.json({ content: { activations, totalCount: ids.length } })
  }
  return { targets, ncf: createClient({ ...vectorKey, fetch, now }) }
}

type Iterate = (ncf: Client) => AsyncGenerator<{ readonly activationId: string }, void, undefined>

/** Every iterator, the path of its list, and the query before the page. */
const iterators: readonly [name: string, iterate: Iterate, path: string][] = [
  [
    'actions.iterateActivations',
    (ncf) => ncf.actions.iterateActivations({ packageName: 'shop', actionName: 'greet', pageSize: 2 }),
    '/packages/shop/actions/greet/activations',
  ],
  [
    'triggers.iterateActivations',
    (ncf) => ncf.triggers.iterateActivations({ triggerName: 'nightly', pageSize: 2 }),
    '/triggers/nightly/activations',
  ],
  ['activations.iterate', (ncf) => ncf.activations.iterate({ pageSize: 2 }), '/activations'],
]

/** The iterators of a client. */
export const iteratorCases: readonly Case[] = [
  ...iterators.flatMap(([name, iterate, path]): Case[] => [
    {
      name: `${name} returns the activations of all pages up to now`,
      run: async () => {
        const { targets, ncf } = createPagedClient()
        const found: string[] = []
        for await (const { activationId } of iterate(ncf)) found.push(activationId)
        equal(found, ids)
        const pageTarget = (pageNo: number) => `${path}?platform=vpc&pageNo=${pageNo}&pageSize=2&end=${vectorTime}`
        equal(targets, [pageTarget(1), pageTarget(2)])
      },
    },
    {
      name: `${name} reads no page before it is needed, and none after a break`,
      run: async () => {
        const { targets, ncf } = createPagedClient()
        const iterator = iterate(ncf)
        equal(targets.length, 0)
        for await (const { activationId } of iterator) if (activationId === ids[0]) break
        equal(targets.length, 1)
      },
    },
    {
      name: `${name} rejects with the error of its list`,
      run: async () => {
        const iterator = iterate(createClient({ ...vectorKey, fetch: failToFetch, retries: 0 }))
        equal(((await thrownBy(() => iterator.next())) as NcloudError).code, 'network')
      },
    },
  ]),
  {
    name: 'activations.iterate has pages of 100 by default, and passes platform, start and end on',
    run: async () => {
      const { targets, ncf } = createPagedClient()
      await ncf.activations.iterate().next()
      await ncf.activations.iterate({ platform: 'classic', start: 1, end: 2 }).next()
      equal(targets, [
        `/activations?platform=vpc&pageNo=1&pageSize=100&end=${vectorTime}`,
        '/activations?platform=classic&pageNo=1&pageSize=100&start=1&end=2',
      ])
    },
  },
  {
    name: 'an iterator rejects an unknown parameter and an unknown option by name',
    run: async () => {
      const { targets, ncf } = createPagedClient()
      const params = { triggerName: 'nightly', pagesize: 2 }
      const unknownParameter = await thrownBy(() => ncf.triggers.iterateActivations(params).next())
      equal(
        [unknownParameter.name, unknownParameter.message],
        ['TypeError', 'unknown parameter of getTriggerActivationList `pagesize`: did you mean `pageSize`?'],
      )
      const unknownOption = await thrownBy(() => ncf.activations.iterate({}, { timeout: 5 } as never).next())
      equal(
        [unknownOption.name, unknownOption.message],
        ['TypeError', 'unknown option of getActivationList `timeout`: did you mean `timeoutMs`?'],
      )
      equal(targets, [])
    },
  },
]
