import type { Platform } from '../../lib/api/endpoints.ts'
import { delay } from '../../lib/delay.ts'
import { errorOf, isSuccess } from './recorded-response.ts'
import { type Target, Unreachable } from './target.ts'

/** A resource that this command could have created. */
export interface Resource {
  readonly kind: 'package' | 'action' | 'trigger'
  /** Path after the path of the API version. */
  readonly path: string
  readonly platform: Platform
}

/**
 * All resources that this command could have created. A resource is added before its request is sent, so that it is
 * deleted even if no response arrives.
 */
export interface CreatedResources {
  /** Returns whether the resource was not yet in the list. */
  readonly add: (resource: Resource) => boolean
  readonly remove: (resource: Resource) => void
  /** Deletes all resources, the latest first. Returns a line for each resource that it could not delete. */
  readonly deleteAll: () => Promise<string[]>
}

/** The service needs time to release a subnet. Milliseconds, for one resource and for all. */
const RETRY_DELAYS_MS = [300, 1000, 3000, 10_000, 30_000]
const MAX_TOTAL_DELAY_MS = 120_000

const keyOf = ({ path, platform }: Resource): string => `${platform} ${path}`

/** Starts with an empty list. */
export const trackCreatedResources = (service: Target): CreatedResources => {
  const resources = new Map<string, Resource>()
  let totalDelayMs = 0

  /** Deletes a resource; returns the reason if that failed. */
  const deleteResource = async ({ path, platform }: Resource): Promise<string | undefined> => {
    let reason = ''
    for (const delayMs of [...RETRY_DELAYS_MS, 0]) {
      try {
        const response = await service.record((target) => target.send('DELETE', path, { platform }))
        const { status } = response
        if (isSuccess(response) || status === 404) return undefined
        const code = String(errorOf(response)?.errorCode)
        reason = `${status} ${/^\d+$/.test(code) ? code : ''}`.trim()
        if (status < 500 && status !== 429) return reason
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        reason = 'no response'
      }
      if (totalDelayMs + delayMs > MAX_TOTAL_DELAY_MS) return reason
      totalDelayMs += delayMs
      await delay(delayMs)
    }
    return reason
  }

  return {
    add(resource) {
      const key = keyOf(resource)
      const isNew = !resources.has(key)
      if (isNew) resources.set(key, resource)
      return isNew
    },
    remove: (resource) => resources.delete(keyOf(resource)),
    async deleteAll() {
      const notDeleted: string[] = []
      for (const resource of [...resources.values()].reverse()) {
        const reason = await deleteResource(resource)
        if (reason !== undefined)
          notDeleted.push(`${resource.kind} ${resource.path} on ${resource.platform}: ${reason}`)
      }
      return notDeleted
    },
  }
}
