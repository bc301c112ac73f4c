import { NcloudError } from '../errors.ts'
import { withDeadline } from '../transport/deadline.ts'
import type { CallOptions, Sleep } from '../transport/options.ts'
import type { ActivationResponse } from './activations.ts'

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
  /** Only where the activation had to be asked for. */
  readonly logs?: readonly string[]
  readonly subject?: string
}

/** A run that goes on: nothing but its id is known yet. */
export interface RunningAction {
  readonly activationId: string
  readonly response?: undefined
}

/** What is needed of actions to wait for one. */
interface Runs {
  run(params: object, options?: CallOptions): Promise<RunResult | RunningAction>
  getActivation(params: object, options?: CallOptions): Promise<RunResult>
}

/**
 * Runs an action and waits for its end. The longest takes 300 s, and 40 s may pass until its activation can be read.
 *
 * @throws NcloudError `timeout`, with the activation in `details`.
 */
export const runAndWait = async <Result>(
  { run, getActivation }: Runs,
  sleep: Sleep | undefined = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  params: object,
  { signal, timeoutMs = 400_000 }: CallOptions = {},
): Promise<RunResult<Result>> => {
  let activationId = ''
  return withDeadline(
    timeoutMs,
    () =>
      new NcloudError(`No end of ${activationId} within ${timeoutMs} ms`, {
        code: 'timeout',
        details: activationId,
        operation: 'postAction',
      }),
    signal,
    async (both) => {
      let result: RunResult | RunningAction = await run(params, { signal: both })
      activationId = result.activationId
      while (!result.response) {
        await sleep(2000)
        both.throwIfAborted()
        try {
          result = await getActivation(
            { ...params, timeout: undefined, parameters: undefined, activationId },
            { signal: both },
          )
        } catch (error) {
          // It is listed at once, but for half a minute there is none to be had. Unknown: with which status 80322 comes.
          // Without an address (300), package or action (..01) or permission (..02) there will be no activation either.
          const { retryable, code, status } = error as NcloudError
          if (!retryable && code !== '80322' && (status !== 404 || /^300$|0[12]$/.test(code))) throw error
        }
      }
      return result as RunResult<Result>
    },
  )
}
