import { rejectUnknown } from '../../lib/api/validate.ts'
import { checkSecret } from '../../lib/signing/credentials.ts'
import { SUCCESS } from './assumptions.ts'
import type { EmulatorContext, Sleep } from './emulator-context.ts'
import { errors, ServiceError } from './errors.ts'
import { inProcessExecutor } from './execute/in-process-executor.ts'
import { developmentCredentials, isAllowed } from './gateway/accepted-keys.ts'
import { authenticate } from './gateway/authenticate.ts'
import { createFaultResponse, cutOff, type Fault, readFaultHeader } from './gateway/faults.ts'
import { readOperationRequest } from './gateway/read-request.ts'
import { errorResponse, successResponse, wrapContent } from './gateway/responses.ts'
import { findRoute, type Route, receivedTarget } from './gateway/route.ts'
import { handlers } from './operation-handlers.ts'
import { type Emulator, type EmulatorOptions, optionNames } from './options.ts'
import { seedPackages } from './resources/seed-packages.ts'
import { createBackgroundWork } from './runs/background-work.ts'
import { fireCronTriggers } from './runs/cron-triggers.ts'
import { isWebActionTarget, respondFromWebAction } from './runs/web-action.ts'
import { memoryStore } from './store/memory.ts'

const sleepWithTimer: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/**
 * Creates an emulator of all operations in both API versions. It checks access key, clock and signature like the
 * gateway, and responds with the bodies and codes of the service. If a signature is wrong, the error response has an
 * `emulator` member: the likely mistake, the fix, and the string that the request should have signed.
 *
 * Actions of `nodejs:*` run; actions of other runtimes are only stored. Web actions need no signature. Their URL is
 * `{origin}/web/{platform}/{packageName}/{actionName}/http`. Cron triggers fire when you call `tick`.
 *
 * @param options Credentials, clock, store and more. Each option has a default.
 * @returns The emulator: `fetch`, `tick` and `idle`.
 * @throws TypeError for an unknown option, and for an access key or a secret key that cannot sign a request.
 * @example
 * ```ts
 * import { createClient } from 'ncloud-functions'
 * import { createEmulator, developmentCredentials } from 'ncloud-functions/emulator'
 *
 * const emulator = createEmulator({ packages: [{ name: 'package001', description: 'Create package' }] })
 * const ncf = createClient({
 *   credentials: developmentCredentials[0],
 *   baseUrl: 'http://emulator.localhost',
 *   fetch: emulator.fetch,
 * })
 * console.log(await ncf.packages.list()) // [{ name: 'package001', description: 'Create package' }]
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  rejectUnknown('option', options, optionNames)
  const { credentials = developmentCredentials, now = Date.now, random = Math.random, sleep = sleepWithTimer } = options
  const { store = memoryStore(), executor = inProcessExecutor, faults, faultHeader = false, waitUntil } = options
  const { packages = [], activationDelayMs = 0, cronCatchUpMs = Number.POSITIVE_INFINITY, utcOffsetHours = 9 } = options
  for (const { accessKey, secretKey } of credentials) {
    checkSecret('accessKey', accessKey)
    checkSecret('secretKey', secretKey)
  }
  const backgroundWork = createBackgroundWork(waitUntil)
  const context: EmulatorContext = {
    store,
    now,
    random,
    executor,
    sleep,
    addBackgroundWork: backgroundWork.add,
    activationDelayMs,
    utcOffsetMs: utcOffsetHours * 3_600_000,
  }
  seedPackages(context, packages)

  const findFault = (request: Request, route: Route | undefined): Fault | undefined =>
    faults?.(request, route?.operation ?? 'web') ?? (faultHeader ? readFaultHeader(request.headers) : undefined)

  const respondToOperation = async (
    request: Request,
    target: string,
    route: Route,
    time: number,
  ): Promise<Response> => {
    const caller = await authenticate(request, target, credentials, time)
    if ('diagnosis' in caller) {
      return errorResponse(time, errors.authenticationFailed, caller.details, caller.diagnosis)
    }
    if (!isAllowed(caller.credentials, route.operation)) throw new ServiceError(errors.noPermission)
    const operationRequest = await readOperationRequest(request, target, route)
    const { status = SUCCESS, content, json } = await handlers[route.operation](operationRequest, context)
    return successResponse(time, status, json ?? (content === undefined ? undefined : wrapContent(content)))
  }

  return {
    async fetch(input, init) {
      // A new Request would change the bytes of the URL: use the request of a server as it is.
      const request = typeof input === 'object' && 'url' in input && !init ? input : new Request(input, init)
      const target = receivedTarget(request.url)
      let time = now()
      try {
        // Unknown: whether the gateway checks the path or the access key first.
        const route = findRoute(request.method, target)
        if (!route && !isWebActionTarget(target)) throw new ServiceError(errors.notFound, 'URL not found.')
        const fault = findFault(request, route)
        if (fault?.kind === 'delay') await sleep(fault.ms)
        time = now() + (fault?.kind === 'clock' ? fault.ms : 0)
        const response =
          (fault && createFaultResponse(fault)) ??
          (await (route
            ? respondToOperation(request, target, route, time)
            : respondFromWebAction(request, target, context)))
        return fault?.kind === 'cut' ? await cutOff(response) : response
      } catch (error) {
        if (error instanceof ServiceError) return errorResponse(time, error.response, error.details)
        return errorResponse(time, errors.unexpected, `The emulator failed: ${error}`)
      }
    },
    tick: () => fireCronTriggers(context, cronCatchUpMs),
    idle: backgroundWork.idle,
  }
}
