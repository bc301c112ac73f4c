import { array, constantFrom, integer, oneof, record } from 'fast-check'
import { expect, test } from 'vitest'
import { NcloudError, operations } from '../../../lib/index.ts'
import { type CacheRequest, createListCache } from '../../../worker/proxy/response/list-cache.ts'
import { forAll } from '../../support/property.ts'

const SECONDS = 5
const cacheRequest: CacheRequest = {
  operation: operations.getPackageList,
  caller: '',
  view: 'default',
  path: '/ncf/api/v2',
  names: {},
  query: {},
}

const outcomes = ['good', 'good', 'good', 'fails', 'fails', 'rejects'] as const
type Outcome = (typeof outcomes)[number]
const outcome = constantFrom(...outcomes)

interface Read {
  readonly caller: string
  readonly view: string
  readonly platform: string
  readonly outcome: Outcome
  readonly takes: number
  /** What happens before the gateway responds: a write, or the same request with another outcome. */
  readonly meanwhile: 'nothing' | 'write' | Outcome
}

const read = record({
  caller: constantFrom('a', 'b'),
  view: constantFrom('default', 'default', 'default', 'full'),
  platform: constantFrom('vpc', 'vpc', 'classic'),
  outcome,
  takes: integer({ min: 0, max: 3_000 }),
  meanwhile: constantFrom('nothing', 'nothing', 'nothing', 'nothing', 'write', ...outcomes),
})
const write = record({ writes: outcome })
const wait = record({
  ms: oneof(integer({ min: 0, max: 6_000 }), integer({ min: 0, max: 20_000 }), constantFrom(50_000)),
})

/** The last response to one request of one caller. */
interface Known {
  readonly text: string
  readonly at: number
}

test('#26 createListCache gives a list only to the caller that loaded it, and only while it is fresh or the gateway fails', async () => {
  const seen = { hit: 0, stale: 0, loaded: 0, failed: 0, rejectedMeanwhile: 0 }
  const steps = array(
    oneof({ weight: 12, arbitrary: read }, { weight: 1, arbitrary: write }, { weight: 3, arbitrary: wait }),
    { minLength: 10, maxLength: 30 },
  )
  await forAll(steps, async (all) => {
    let time = 0
    let texts = 0
    let known = new Map<string, Known>()
    const cache = createListCache(SECONDS, () => time)
    const respond = (outcome: Outcome): string => {
      texts += 1
      if (outcome === 'good') return `text ${texts}`
      const status = outcome === 'rejects' ? 403 : undefined
      throw new NcloudError(outcome, { code: outcome, status, retryable: outcome === 'fails' })
    }
    const write = async (outcome: Outcome): Promise<void> => {
      const result = cache({ ...cacheRequest, operation: operations.putPackage }, async () => respond(outcome))
      await result.catch((error: unknown) => expect(error).toBeInstanceOf(NcloudError))
      known = new Map()
    }
    const read = async (step: Read): Promise<void> => {
      const { caller, view, platform, outcome, takes, meanwhile } = step
      const key = `${caller} ${view} ${platform}`
      const at = time
      const before = known.get(key)
      let loaded: string | undefined
      let isLoaded = false
      const result = await cache({ ...cacheRequest, caller, view, query: { platform } }, async () => {
        isLoaded = true
        time += takes
        if (meanwhile === 'write') await write('good')
        else if (meanwhile !== 'nothing') {
          await read({ ...step, outcome: meanwhile, takes: 0, meanwhile: 'nothing' })
        }
        loaded = respond(outcome)
        return loaded
      }).catch((error: NcloudError) => error)

      const isNew = before !== undefined && at - before.at < SECONDS * 1_000
      expect(isLoaded, 'only a fresh list saves a request').toBe(!isNew)
      const mine = known.get(key)
      if (isNew) {
        seen.hit += 1
        expect(result).toMatchObject({ json: before.text, cache: 'hit' })
      } else if (outcome === 'good') {
        seen.loaded += 1
        expect(result).toEqual({ json: loaded })
        if (meanwhile !== 'write') known.set(key, { text: String(loaded), at })
      } else if (outcome === 'fails' && mine && time - mine.at < 60_000) {
        seen.stale += 1
        expect(result).toMatchObject({ json: mine.text, cache: 'stale', failure: { code: 'fails' } })
      } else {
        seen.failed += 1
        if (before && meanwhile === 'rejects') seen.rejectedMeanwhile += 1
        expect(result).toMatchObject({ code: outcome })
        if (outcome === 'rejects') known.delete(key)
      }
    }
    for (const step of all) {
      if ('ms' in step) time += step.ms
      else await ('writes' in step ? write(step.writes) : read(step))
    }
  })
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(20)
})
