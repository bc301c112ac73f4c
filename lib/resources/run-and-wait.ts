import { actionOperations } from '../api/operations.ts'
import { isActivationId } from '../api/resource-names.ts'
import { isNcloudError, type NcloudError } from '../errors.ts'
import { formatDuration, withDeadline } from '../transport/deadline.ts'
import type { CallOptions } from '../transport/options.ts'
import { callError, type TransportSettings } from '../transport/transport.ts'
import type { ActivationResponse } from './activation-types.ts'

/** A run that has ended. */
export interface RunResult<Result = unknown> {
  readonly activationId: string
  /** Milliseconds. */
  readonly duration: number
  /** Milliseconds since the epoch. Unknown: whether every version has it. */
  readonly start?: number
  /** Milliseconds since the epoch. */
  readonly end: number
  readonly name: string
  readonly namespace: string
  readonly response: ActivationResponse<Result>
  /** Only if the client had to read the activation. */
  readonly logs?: readonly string[]
  readonly subject?: string
}

/** A run that has not ended yet: only its id is known. */
export interface RunningAction {
  readonly activationId: string
  readonly response?: undefined
}

/** The two methods of actions that waiting needs. */
interface RunMethods {
  run(params: object, options?: CallOptions): Promise<RunResult | RunningAction>
  getActivation(params: object, options?: CallOptions): Promise<RunResult>
}

/** The longest action takes 300 s, and its activation can be read up to 40 s later. */
const DEFAULT_TIMEOUT_MS = 400_000

const POLL_MS = 2_000

const LOOK_FOR_ACTIVATION = 'Look for the activation before you run the action again.'

/**
 * Returns whether an activation may become readable later. It is listed at once, but about half a minute passes until it
 * can be read. Unknown: the status of 80322. Without a path (300), a package or action (..01) or the permission (..02),
 * the activation never becomes readable.
 */
const mayBecomeReadable = ({ retryable, code, status }: NcloudError): boolean =>
  retryable || code === '80322' || (status === 404 && !/^300$|0[12]$/.test(code))

/**
 * Runs an action and reads its activation until it has ended.
 *
 * @throws NcloudError `timeout` with the id of the activation in `details`. Every error after the run has started has the
 * outcome `executed`.
 */
export const runAndWait = async <Result>(
  { run, getActivation }: RunMethods,
  { sleep }: TransportSettings,
  params: object,
  { signal: callerSignal, timeoutMs = DEFAULT_TIMEOUT_MS, ...options }: CallOptions = {},
): Promise<RunResult<Result>> => {
  let activationId = ''
  const createTimeout = (): NcloudError => {
    const state = activationId ? `activation ${activationId} has not ended` : 'the run has not responded'
    return callError(actionOperations.run, 'timeout', `timed out after ${formatDuration(timeoutMs)}: ${state}`, true, {
      details: activationId,
      ...(activationId
        ? { advice: 'Read the activation later with actions.getActivation.', outcome: 'executed' }
        : { advice: LOOK_FOR_ACTIVATION }),
    })
  }
  return withDeadline(timeoutMs, createTimeout, callerSignal, async (signal) => {
    let result: RunResult | RunningAction = await run(params, { ...options, signal })
    if (!result.response && !isActivationId(result.activationId)) {
      const message = 'received neither a result nor a valid activationId'
      throw callError(actionOperations.run, 'invalid_response', message, true, { advice: LOOK_FOR_ACTIVATION })
    }
    activationId = result.activationId
    while (!result.response) {
      await sleep(POLL_MS, signal)
      signal.throwIfAborted()
      try {
        const activation = { ...params, timeout: undefined, parameters: undefined, activationId }
        result = await getActivation(activation, { ...options, signal })
      } catch (error) {
        if (!isNcloudError(error)) throw error
        if (!mayBecomeReadable(error)) throw Object.assign(error, { outcome: 'executed' })
      }
    }
    return result as RunResult<Result>
  })
}
