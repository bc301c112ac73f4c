import { randomBytes } from 'node:crypto'
import type { Platform } from '../../lib/api/endpoints.ts'
import { delay } from '../../lib/delay.ts'
import type { Check } from './check.ts'
import { compareResponses } from './compare-responses.ts'
import type { Comparison } from './comparison.ts'
import { type CreatedResources, type Resource, trackCreatedResources } from './created-resources.ts'
import { describeStatus } from './describe-response.ts'
import { createLocalEmulator } from './local-emulator.ts'
import { errorOf, isSuccess, type RecordedResponse } from './recorded-response.ts'
import type { Subnet } from './settings.ts'
import type { Target } from './target.ts'

/** The effects of a check, if the service accepts its request. */
export interface CheckEffects {
  readonly creates?: Resource
  readonly deletes?: Resource
  /** The next checks need this one: if it fails, they are not made. */
  readonly isRequired?: boolean
}

/** Creates names and sends checks of operations that write, each to the service and to an emulator. */
export interface WriteContext {
  readonly service: Target
  readonly subnet: Subnet | undefined
  /** The other platform of the region, if it has two. */
  readonly otherPlatform: Platform | undefined
  readonly created: CreatedResources
  /** Returns a name that no other run of the command uses. */
  readonly name: (suffix: string) => string
  readonly package: (packageName: string, platform?: Platform) => Resource
  readonly action: (packageName: string, actionName: string) => Resource
  readonly trigger: (triggerName: string) => Resource
  readonly check: (check: Check, effects?: CheckEffects) => Promise<void>
  /** Repeats a call of the service until the status is not 404. A new activation can be missing for half a minute. */
  readonly waitUntilFound: (call: Check['call']) => Promise<void>
}

/** Thrown when the service rejects a required check. */
export class RequiredCheckFailed extends Error {}

/** The delay doubles after each poll. */
const FIRST_POLL_DELAY_MS = 500
const MAX_POLL_DELAY_MS = 4000
const POLL_TIMEOUT_MS = 90_000

const SUBNET_DELAY_MS = 3000
const MAX_SUBNET_ATTEMPTS = 40

const codeOf = (response: RecordedResponse): string => String(errorOf(response)?.errorCode)

/** The service connects a subnet when the first action in it is put. Until then it returns one of these codes. */
const isConnectingSubnet = (response: RecordedResponse): boolean => /^8131[1-4]$/.test(codeOf(response))

/** Tells whether the service certainly created nothing. Code 80031 asks to try again later, so it is uncertain. */
const isRejected = (response: RecordedResponse): boolean =>
  [0, 400, 401, 403, 404, 409].includes(response.status) && codeOf(response) !== '80031'

/** Creates the context, with names of its own and an empty emulator. */
export const createWriteContext = (
  comparison: Comparison,
  service: Target,
  subnet: Subnet | undefined,
  stop: AbortSignal,
): WriteContext => {
  const { platform, endpoint } = service
  const { redactor, shapes } = comparison
  const emulator = createLocalEmulator(endpoint, platform)
  const created = trackCreatedResources(service)
  const prefix = `ncf-live-${randomBytes(4).toString('hex')}`

  /** Calls the service; while it connects a subnet, calls it again. */
  const callService = async ({ call }: Check, { creates }: CheckEffects): Promise<RecordedResponse> => {
    let response = await comparison.send(service, call)
    for (let attempts = 1; creates && isConnectingSubnet(response) && attempts < MAX_SUBNET_ATTEMPTS; attempts += 1) {
      await delay(SUBNET_DELAY_MS, stop)
      response = await comparison.send(service, call)
    }
    return response
  }

  return {
    service,
    subnet,
    created,
    otherPlatform: endpoint.platforms.find((each) => each !== platform),
    name: (suffix) => `${prefix}-${suffix}`,
    package: (packageName, on = platform) => ({ kind: 'package', path: `/packages/${packageName}`, platform: on }),
    action: (packageName, actionName) => ({
      kind: 'action',
      path: `/packages/${packageName}/actions/${actionName}`,
      platform,
    }),
    trigger: (triggerName) => ({ kind: 'trigger', path: `/triggers/${triggerName}`, platform }),
    async check(check, effects = {}) {
      stop.throwIfAborted()
      const { creates, deletes, isRequired = false } = effects
      const isNew = creates !== undefined && created.add(creates)
      const [response, emulatorResponse] = await Promise.all([callService(check, effects), emulator.record(check.call)])
      if (creates && isNew && isRejected(response)) created.remove(creates)
      if (deletes && isSuccess(response)) created.remove(deletes)
      const responses = { service: response, emulator: emulatorResponse }
      const differences = compareResponses(check, responses, shapes[check.operation], redactor)
      comparison.addResult(check, differences, response)
      if (isRequired && !isSuccess(response)) {
        throw new RequiredCheckFailed(`${check.operation}, ${check.request}: ${describeStatus(response, redactor)}`)
      }
    },
    async waitUntilFound(call) {
      const start = Date.now()
      let delayMs = FIRST_POLL_DELAY_MS
      while (Date.now() - start < POLL_TIMEOUT_MS) {
        const { status } = await comparison.send(service, call)
        if (status !== 404) break
        await delay(delayMs, stop)
        delayMs = Math.min(2 * delayMs, MAX_POLL_DELAY_MS)
      }
      if (delayMs === FIRST_POLL_DELAY_MS) return
      comparison.addNote(`an activation was available ${Math.ceil((Date.now() - start) / 1000)} s after its start`)
    },
  }
}
