/**
 * Cloud Functions as a pure fetch handler: for tests, for development, without an account.
 *
 * @module
 */
import { checkSecret } from '../../lib/signing/credentials.ts'
import { runInProcess } from './execute/in-process.ts'
import { authenticate } from './gateway/authenticate.ts'
import { developmentCredentials, mayUse } from './gateway/credentials.ts'
import { cut, faultAnswer, faultOf } from './gateway/faults.ts'
import { readCall } from './gateway/read-request.ts'
import { errors, Refusal, refusal, success, wrapped } from './gateway/responses.ts'
import { type Route, receivedTarget, route } from './gateway/route.ts'
import { handlers } from './handlers.ts'
import type { Emulator, EmulatorOptions } from './options.ts'
import { seed } from './resources/seed.ts'
import { createBackground } from './runs/background.ts'
import { tick } from './runs/cron.ts'
import { isWeb, web } from './runs/web-request.ts'
import type { Service, Sleep } from './service.ts'
import { memoryStore } from './store/memory.ts'
import { SUCCESS } from './unknowns.ts'

export type { Execution, Executor, Outcome } from './execute/executor.ts'
export { developmentCredentials, type EmulatorCredentials } from './gateway/credentials.ts'
export type { Explanation, Mistake } from './gateway/diagnose.ts'
export type { Fault } from './gateway/faults.ts'
export type { Emulator, EmulatorOptions, EmulatorPackage } from './options.ts'
export type { Sleep } from './service.ts'
export { memoryStore } from './store/memory.ts'
export type { ActivationQuery, ActivationRecord, Kind, Platform, Store } from './store/store.ts'

const wait: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/**
 * Creates an emulator of all operations, in both versions. It checks access key, clock and signature as the gateway
 * does and answers with the service's own bodies and codes. To a refused signature it adds `emulator`: the likely
 * mistake, what to change, and the string that should have been signed.
 *
 * `nodejs:*` actions run; other runtimes are stored only. Web actions answer, unsigned, at
 * `{origin}/web/{platform}/{packageName}/{actionName}/http`, in place of an address of API Gateway. Cron triggers fire
 * when `tick` is called.
 *
 * @param options Keys, clock, state and more; everything has a default.
 * @throws TypeError for a key no client could sign with.
 * @example
 * ```ts
 * import { createClient } from 'ncloud-functions'
 * import { createEmulator, developmentCredentials } from 'ncloud-functions/emulator'
 *
 * const emulator = createEmulator({ packages: [{ name: 'package001', description: 'Create package' }] })
 * const ncf = createClient({
 *   credentials: developmentCredentials[0],
 *   baseUrl: 'http://emulator',
 *   fetch: emulator.fetch,
 * })
 * console.log(await ncf.packages.list()) // [{ name: 'package001', description: 'Create package' }]
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const { credentials = developmentCredentials, now = Date.now, random = Math.random, sleep = wait } = options
  const { store = memoryStore(), execute = runInProcess, faults, faultHeader = false, waitUntil } = options
  const { packages = [], activationDelayMs = 0, cronCatchUpMs = Number.POSITIVE_INFINITY, utcOffsetHours = 9 } = options
  for (const { accessKey, secretKey } of credentials) {
    checkSecret('accessKey', accessKey)
    checkSecret('secretKey', secretKey)
  }
  const background = createBackground(waitUntil)
  const service: Service = {
    store,
    now,
    random,
    execute,
    sleep,
    background: background.add,
    activationDelay: activationDelayMs,
    utcOffset: utcOffsetHours * 3_600_000,
  }
  seed(service, packages)

  const answerOperation = async (request: Request, target: string, found: Route, time: number): Promise<Response> => {
    const caller = await authenticate(request, target, credentials, time)
    if (!('credentials' in caller)) {
      return refusal(time, errors.authenticationFailed, caller.details, caller.explanation)
    }
    if (!mayUse(caller.credentials, found.operation)) throw new Refusal(errors.noPermission)
    const call = await readCall(request, target, found)
    const { status = SUCCESS, content, json } = await handlers[found.operation](call, service)
    return success(time, status, json ?? (content === undefined ? undefined : wrapped(content)))
  }

  /** A request, unless a fault is asked for. Unknown: whether the gateway looks for the address or for the key first. */
  const answer = async (request: Request, target: string, setClock: (time: number) => void): Promise<Response> => {
    const found = route(request.method, target)
    const onWeb = !found && isWeb(target)
    if (!found && !onWeb) throw new Refusal(errors.notFound, 'URL not found.')
    const fault = faults?.(request, found?.operation ?? 'web') ?? (faultHeader ? faultOf(request.headers) : undefined)
    if (fault?.kind === 'delay') await sleep(fault.ms)
    const time = now() + (fault?.kind === 'clock' ? fault.ms : 0)
    setClock(time)
    const instead = fault && faultAnswer(fault)
    if (instead) return instead
    const response = await (found ? answerOperation(request, target, found, time) : web(request, target, service))
    return fault?.kind === 'cut' ? cut(response) : response
  }

  return {
    async fetch(input, init) {
      // A server's request is taken as it came: making another of it would change the bytes of its address.
      const request = typeof input === 'object' && 'url' in input && !init ? input : new Request(input, init)
      let time = now()
      try {
        return await answer(request, receivedTarget(request.url), (set) => {
          time = set
        })
      } catch (error) {
        if (error instanceof Refusal) return refusal(time, error.error, error.details)
        return refusal(time, errors.unexpected, `The emulator failed: ${error}`)
      }
    },
    tick: () => tick(service, cronCatchUpMs),
    idle: background.idle,
  }
}
