import { createSigner } from '../../lib/sign.ts'
import { createEmulator, developmentCredentials, memoryStore } from '../../worker/emulator/index.ts'
import { median, time } from './compare.ts'
import { fill, place } from './fill.ts'

const CALLS = 50
const WARM_UP = 3
/** Milliseconds. */
const LIMIT = 50

const action = `/packages/${place.packageName}/actions/${place.actionName}`

const lists: readonly [name: string, target: string, count: string, length: number][] = [
  ['getPackageList', '/packages', '500', 500],
  ['getActionList', `/packages/${place.packageName}/actions`, '500 in one package', 500],
  ['getTriggerList', '/triggers', '500', 500],
  ['getActivationList', '/activations', 'first of 5,000 pages', 20],
  ['getActivationList', '/activations?pageNo=5000', 'last of 5,000 pages', 20],
  ['getActionActivationList', `${action}/activations`, 'first of 2,500 pages', 20],
]

const signer = createSigner(developmentCredentials[0])

type Send = (target: string, init: RequestInit) => Promise<Response>

/** How long a list takes, from the signature to the text of the answer. */
const measure = async (where: string, send: Send) => {
  const get = async (target: string): Promise<string> => {
    const signed = `/ncf/api/v2${target}`
    return (await send(signed, { headers: { ...(await signer.headers('GET', signed)) } })).text()
  }
  const times = new Map(lists.map((list) => [list, [] as number[]]))
  for (let call = -WARM_UP; call < CALLS; call += 1) {
    for (const [list, taken] of times) {
      const [name, target, , length] = list
      let text = ''
      const ms = await time(async () => {
        text = await get(target)
      })
      if (call >= 0) taken.push(ms)
      // What is fast must also be right.
      const { content } = JSON.parse(text)
      const entries = Array.isArray(content) ? content : (content?.actions ?? content?.triggers ?? content?.activations)
      if (entries?.length !== length) throw new Error(`${name} in ${where}: ${text.slice(0, 200)}`)
    }
  }
  return [...times].map(([[name, , of], taken]) => {
    const max = Math.max(...taken)
    return {
      name: `${name}, ${of}`,
      where,
      'median ms': median(taken).toFixed(1),
      'max ms': max.toFixed(1),
      limit: LIMIT,
      within: max <= LIMIT,
    }
  })
}

/** The lists of an emulator that holds all that an account may, and 100,000 activations: in workerd, and in memory. */
export const longLists = async () => {
  const store = memoryStore()
  fill(store, Date.now())
  const { fetch: ask } = createEmulator({ store })
  const inMemory = await measure('memory', (target, init) => ask(`http://emulator${target}`, init))

  // Only now: what it loads would slow down the garbage collector of the other benchmarks.
  const { createTestHarness } = await import('wrangler')
  // Or miniflare asks Cloudflare where this machine is.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const harness = createTestHarness({
    root: import.meta.dirname,
    workers: [
      {
        config: {
          name: 'ncloud-functions-bench',
          main: 'worker.ts',
          compatibility_date: '2026-10-01',
          compatibility_flags: ['no_nodejs_compat', 'no_nodejs_compat_v2'],
          send_metrics: false,
          durable_objects: { bindings: [{ name: 'EMULATOR', class_name: 'FilledObject' }] },
          migrations: [{ tag: 'v1', new_sqlite_classes: ['FilledObject'] }],
          worker_loaders: [{ binding: 'LOADER' }],
        },
      },
    ],
  })
  try {
    const { origin } = (await harness.listen()).url
    const filled = await time(() => fetch(`${origin}/ncf/api/v2/packages`).then((response) => response.text()))
    console.log(`workerd was filled in ${(filled / 1000).toFixed(1)} s`)
    return [...(await measure('workerd, over HTTP', (target, init) => fetch(origin + target, init))), ...inMemory]
  } finally {
    await harness.close()
  }
}
