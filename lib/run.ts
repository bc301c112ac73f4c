import type { ActivationResponse } from './activations.ts'
import { NcloudError } from './errors.ts'
import { withDeadline } from './http/deadline.ts'
import type { CallOptions, Sleep } from './options.ts'

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
  activation(params: object, options?: CallOptions): Promise<RunResult>
}

/**
 * Runs an action and waits for its end. The longest takes 300 s, and 40 s may pass until its activation can be read.
 *
 * @throws NcloudError `timeout`, with the activation in `details`.
 */
export const runAndWait = async <Result>(
  { run, activation }: Runs,
  sleep: Sleep | undefined = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  params: object,
  { signal, timeoutMs = 400_000 }: CallOptions = {},
): Promise<RunResult<Result>> => {
  let activationId = ''
  const expired = () =>
    new NcloudError(`No end within ${timeoutMs} ms of activation ${activationId}`, {
      code: 'timeout',
      details: activationId,
    })
  return withDeadline(timeoutMs, expired, signal, async (both) => {
    let result: RunResult | RunningAction = await run(params, { signal: both })
    activationId = result.activationId
    while (!result.response) {
      await sleep(2000)
      const asked = { ...params, timeout: undefined, parameters: undefined, activationId }
      // The activation is listed at once, but for half a minute there is none to be had.
      const ended = await activation(asked, { signal: both }).catch((error: NcloudError): undefined => {
        if (!error.retryable && (error.status !== 404 || error.code === '80301')) throw error
      })
      result = ended ?? result
    }
    return result as RunResult<Result>
  })
}
