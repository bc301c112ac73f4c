import { randomBytes } from 'node:crypto'
import type { Platform } from '../../lib/api/endpoints.ts'
import { compare, isGood, type Step } from './compare.ts'
import { headline } from './facts.ts'
import { createMade, type Made, type Resource } from './made.ts'
import type { Session } from './session.ts'
import type { Subnet } from './settings.ts'
import type { Answer, Side } from './side.ts'
import { createTwin } from './twin.ts'

/** What a step does besides asking. */
export interface Doing {
  /** What it makes, if it is not refused. */
  readonly makes?: Resource
  readonly deletes?: Resource
  /** Without it, nothing after it makes sense. */
  readonly isNeeded?: boolean
}

/** A run that writes: each step is asked of the service and of an emulator, with the same names. */
export interface Writing {
  readonly service: Side
  readonly subnet: Subnet | undefined
  /** The platform beside this one, where there is one. */
  readonly otherPlatform: Platform | undefined
  readonly made: Made
  /** A name of this run's own. */
  readonly name: (suffix: string) => string
  readonly package: (packageName: string, platform?: Platform) => Resource
  readonly action: (packageName: string, actionName: string) => Resource
  readonly trigger: (triggerName: string) => Resource
  readonly step: (step: Step, doing?: Doing) => Promise<void>
  /** Asks the service again and again, until it does not say 404; it may take half a minute to know what ran. */
  readonly settle: (ask: Step['ask']) => Promise<void>
}

/** A step that was needed was refused. */
export class Stopped extends Error {}

/** Between one asking and the next: twice as long each time, up to a limit. Milliseconds. */
const SHORTEST_POLL_MS = 500
const LONGEST_POLL_MS = 4000
const LONGEST_MS = 90_000

const codeOf = ({ body }: Answer): string =>
  String((body as { error?: { errorCode?: unknown } } | null | undefined)?.error?.errorCode)

/** A subnet is connected when its first action is put. */
const isConnecting = (answer: Answer): boolean => /^8131[1-4]$/.test(codeOf(answer))

/** For sure nothing was made. 80031 is a 400 that says "try again in a few minutes". */
const isRefused = (answer: Answer): boolean =>
  [0, 400, 401, 403, 404, 409].includes(answer.status) && codeOf(answer) !== '80031'

const SUBNET_MS = 3000
const MOST_TRIES = 40

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Begins a run that writes. */
export const createWriting = (
  session: Session,
  service: Side,
  subnet: Subnet | undefined,
  stop: AbortSignal,
): Writing => {
  const { platform, place } = service
  const twin = createTwin(place, platform)
  const made = createMade(service)
  const prefix = `ncf-live-${randomBytes(4).toString('hex')}`
  return {
    service,
    subnet,
    made,
    otherPlatform: place.platforms.find((each) => each !== platform),
    name: (suffix) => `${prefix}-${suffix}`,
    package: (packageName, on = platform) => ({ kind: 'package', path: `/packages/${packageName}`, platform: on }),
    action: (packageName, actionName) => ({
      kind: 'action',
      path: `/packages/${packageName}/actions/${actionName}`,
      platform,
    }),
    trigger: (triggerName) => ({ kind: 'trigger', path: `/triggers/${triggerName}`, platform }),
    async step(step, { makes, deletes, isNeeded = false } = {}) {
      stop.throwIfAborted()
      const isNew = makes && made.about(makes)
      const [first, emulator] = await Promise.all([session.ask(service, step.ask), twin.observe(step.ask)])
      let answer = first
      for (let tries = 1; makes && isConnecting(answer) && tries < MOST_TRIES; tries += 1) {
        await pause(SUBNET_MS, stop)
        answer = await session.ask(service, step.ask)
      }
      if (makes && isNew && isRefused(answer)) made.gone(makes)
      if (deletes && isGood(answer)) made.gone(deletes)
      const shape = session.shapes[step.operation]
      session.add(step, compare(step, { service: answer, emulator }, shape, session.hide), answer)
      if (isNeeded && !isGood(answer)) {
        throw new Stopped(`${step.operation}, ${step.asked}: ${headline(answer, session.hide)}`)
      }
    },
    async settle(ask) {
      const began = Date.now()
      let poll = SHORTEST_POLL_MS
      while (Date.now() - began < LONGEST_MS) {
        const { status } = await session.ask(service, ask)
        if (status !== 404) break
        await pause(poll, stop)
        poll = Math.min(2 * poll, LONGEST_POLL_MS)
      }
      if (poll === SHORTEST_POLL_MS) return
      session.note(`an activation could be had ${Math.ceil((Date.now() - began) / 1000)} s after it was asked for`)
    },
  }
}
