import type { ApiVersion, Region, Site } from './endpoints.ts'

/** The event that starts a trigger. It cannot be changed after the trigger is created. */
export type TriggerType = 'cron' | 'github' | 'insight' | 'object_storage' | 'source_commit' | 'secret_manager'

/**
 * The sites, regions and API versions that lack a type of trigger. The client's types are made from this type, and
 * its checks from {@link triggerTypesAt}: the compiler holds one to the other.
 */
export interface TriggerTypeGaps {
  readonly cron: readonly []
  readonly github: readonly []
  readonly insight: readonly ['gov']
  readonly object_storage: readonly ['gov']
  readonly source_commit: readonly ['gov', 'SGN', 'JPN']
  readonly secret_manager: readonly ['gov', 'SGN', 'v2.0']
}

const gaps: TriggerTypeGaps = {
  cron: [],
  github: [],
  insight: ['gov'],
  object_storage: ['gov'],
  source_commit: ['gov', 'SGN', 'JPN'],
  secret_manager: ['gov', 'SGN', 'v2.0'],
}

/**
 * The trigger types that a site, region and API version have.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-puttrigger
 */
export const triggerTypesAt = (endpoint: {
  readonly site: Site
  readonly region: Region
  readonly apiVersion: ApiVersion
}): readonly TriggerType[] => {
  const here: readonly string[] = [endpoint.site, endpoint.region, endpoint.apiVersion]
  return (Object.keys(gaps) as TriggerType[]).filter((type) => !gaps[type].some((gap) => here.includes(gap)))
}
