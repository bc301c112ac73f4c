import type { Platform } from '../../lib/api/endpoints.ts'
import { type Side, Unreachable } from './side.ts'

/** Something this run may have made. */
export interface Resource {
  readonly kind: 'package' | 'action' | 'trigger'
  /** Behind the version's own path. */
  readonly path: string
  readonly platform: Platform
}

/** Everything this run may have made, known before it is asked for: so nothing is forgotten, whatever goes wrong. */
export interface Made {
  /** Whether this is new. */
  readonly about: (resource: Resource) => boolean
  readonly gone: (resource: Resource) => void
  /** Deletes the last first, and says what could not be deleted, and why. */
  readonly deleteAll: () => Promise<string[]>
}

/** Subnets take their time to be let go. Milliseconds, for one resource and for all. */
const WAITS = [300, 1000, 3000, 10_000, 30_000]
const LONGEST_WAIT = 120_000

const keyOf = ({ path, platform }: Resource): string => `${platform} ${path}`

/** Starts with nothing made. */
export const createMade = (service: Side): Made => {
  const resources = new Map<string, Resource>()
  let waited = 0

  /** Why it is still there, or nothing. */
  const remove = async ({ path, platform }: Resource): Promise<string | undefined> => {
    let why = ''
    for (const wait of [...WAITS, 0]) {
      try {
        const { status, body } = await service.observe((side) => side.ask('DELETE', path, { platform }))
        if (status < 300 || status === 404) return undefined
        const code = (body as { error?: { errorCode?: unknown } } | null | undefined)?.error?.errorCode
        why = `${status} ${/^\d+$/.test(String(code)) ? code : ''}`.trim()
        if (status < 500 && status !== 429) return why
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        why = 'no answer'
      }
      if (waited + wait > LONGEST_WAIT) return why
      waited += wait
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
    return why
  }

  return {
    about(resource) {
      const key = keyOf(resource)
      const isNew = !resources.has(key)
      if (isNew) resources.set(key, resource)
      return isNew
    },
    gone: (resource) => resources.delete(keyOf(resource)),
    async deleteAll() {
      const left: string[] = []
      for (const resource of [...resources.values()].reverse()) {
        const why = await remove(resource)
        if (why !== undefined) left.push(`${resource.kind} ${resource.path} on ${resource.platform}: ${why}`)
      }
      return left
    },
  }
}
