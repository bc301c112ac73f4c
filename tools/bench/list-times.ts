import { createSigner } from '../../lib/sign.ts'
import { createEmulator, developmentCredentials, memoryStore } from '../../worker/emulator/index.ts'
import { fillStore, largest } from './fill-store.ts'
import { measureTime, median } from './timing.ts'

const CALLS = 50
const WARM_UP_CALLS = 3
const LIMIT_MS = 50

const action = `/packages/${largest.packageName}/actions/${largest.actionName}`

const lists: readonly [operation: string, path: string, description: string, length: number][] = [
  ['getPackageList', '/packages', '500', 500],
  ['getActionList', `/packages/${largest.packageName}/actions`, '500 in one package', 500],
  ['getTriggerList', '/triggers', '500', 500],
  ['getActivationList', '/activations', 'first of 5,000 pages', 20],
  ['getActivationList', '/activations?pageNo=5000', 'last of 5,000 pages', 20],
  ['getActionActivationList', `${action}/activations`, 'first of 2,500 pages', 20],
]

const signer = createSigner(developmentCredentials[0])

type Send = (target: string, init: RequestInit) => Promise<Response>

/** Throws unless the response has as many entries as expected. */
const checkLength = (text: string, expected: number, description: string): void => {
  const { content } = JSON.parse(text)
  const entries = Array.isArray(content) ? content : (content?.actions ?? content?.triggers ?? content?.activations)
  if (entries?.length !== expected) throw new Error(`${description} returned: ${text.slice(0, 200)}`)
}

/** Measures each list, from the signature to the text of the response. */
const measureAll = async (where: string, send: Send) => {
  const get = async (path: string): Promise<string> => {
    const target = `/ncf/api/v2${path}`
    return (await send(target, { headers: { ...(await signer.headers('GET', target)) } })).text()
  }
  const times = new Map(lists.map((list) => [list, [] as number[]]))
  for (let call = -WARM_UP_CALLS; call < CALLS; call += 1) {
    for (const [list, measured] of times) {
      const [operation, path, , length] = list
      let text = ''
      const ms = await measureTime(async () => {
        text = await get(path)
      })
      if (call >= 0) measured.push(ms)
      checkLength(text, length, `${operation} in ${where}`)
    }
  }
  return [...times].map(([[operation, , description], measured]) => {
    const maxMs = Math.max(...measured)
    return {
      name: `${operation}, ${description}`,
      where,
      'median ms': median(measured).toFixed(1),
      'max ms': maxMs.toFixed(1),
      'limit ms': LIMIT_MS,
      passed: maxMs <= LIMIT_MS,
    }
  })
}

/** Measures the lists of an emulator with a full account and 100,000 activations, in workerd and in memory. */
export const measureLists = async () => {
  const store = memoryStore()
  fillStore(store, Date.now())
  const { fetch: fetchFromEmulator } = createEmulator({ store })
  const inMemory = await measureAll('memory', (target, init) =>
    fetchFromEmulator(`http://emulator.localhost${target}`, init),
  )

  // Imported late: wrangler uses so much memory that it would slow down the other measurements.
  const { createTestHarness } = await import('wrangler')
  // Otherwise miniflare sends a request to Cloudflare for the location of this computer.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  const harness = createTestHarness({
    root: import.meta.dirname,
    workers: [
      {
        config: {
          name: 'ncloud-functions-bench',
          main: 'filled-worker.ts',
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
    const fillMs = await measureTime(() => fetch(`${origin}/ncf/api/v2/packages`).then((response) => response.text()))
    console.log(`Filled the emulator in workerd in ${(fillMs / 1000).toFixed(1)} s`)
    return [...(await measureAll('workerd, over HTTP', (target, init) => fetch(origin + target, init))), ...inMemory]
  } finally {
    await harness.close()
  }
}
