import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'
import { LONGEST_RUN_WAIT_MS } from '../api/limits.ts'
import { actionOperations } from '../api/operations.ts'
import type { ActionType } from '../api/resource-types.ts'
import { type JsonObject, whole } from '../api/validate.ts'
import type { CallOptions } from '../transport/options.ts'
import type { Transport } from '../transport/transport.ts'
import { actionBody, type Limits, type PutActionParams, type Subnet } from './action-body.ts'
import type { Activation, ActivationPage, PageParams } from './activations.ts'
import { methodsOf, parametersAlone } from './methods.ts'
import { pageOf } from './page-query.ts'
import { type RunningAction, type RunResult, runAndWait } from './run-and-wait.ts'

/** An action in a list. */
export interface ActionSummary {
  readonly name: string
  readonly description: string
  readonly type: ActionType
  /** Such as `nodejs:22`; `sequence` for sequences. */
  readonly runtime: string
}

/** The actions of a package. */
export interface ActionList {
  readonly actions: ActionSummary[]
}

/** What an action runs, as the service shows it. */
export interface ActionExec {
  readonly kind: string
  readonly binary?: boolean
  readonly code?: string
  readonly main?: string
  readonly imageUri?: string
  /** Of a sequence. Unknown: the documentation's table of sequences cannot be read. */
  readonly components?: readonly string[]
}

interface ShownAction {
  readonly name: string
  readonly description: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly exec: ActionExec
  /** Not in sequences. */
  readonly limits?: Limits
  /** On VPC. Contradictory: an object by one table, a list by another. */
  readonly vpc?: Subnet | readonly Subnet[]
  /** Web types only. */
  readonly 'raw-http'?: boolean
  /** Web types only. */
  readonly 'custom-options'?: boolean
  readonly resourceId?: string
}

/** An action. v2.1 says its `type`, v2.0 whether it is a `web` action, and its `path`. */
export type Action<P extends Endpoint = DefaultEndpoint> = ShownAction &
  (P extends { readonly apiVersion: 'v2.0' }
    ? { readonly web: boolean; readonly path: string }
    : { readonly type: ActionType })

/** Where actions are. */
export interface ActionsParams<P extends Endpoint = DefaultEndpoint> extends PlatformParams<P> {
  /** The package, or `-` for actions in none. */
  readonly packageName: string
}

/** Which action. */
export interface ActionParams<P extends Endpoint = DefaultEndpoint> extends ActionsParams<P> {
  readonly actionName: string
}

/** What to run an action with. */
export interface RunActionParams<P extends Endpoint = DefaultEndpoint> extends ActionParams<P> {
  /** The strongest of all parameters. */
  readonly parameters?: JsonObject | undefined
  /** How long to wait for the end: 0 to 60000 milliseconds. Default 60000. The action runs on beyond it. */
  readonly timeout?: number | undefined
}

/** Actions: code that runs. */
export interface Actions<P extends Endpoint = DefaultEndpoint> {
  /**
   * The actions of a package. There is no paging.
   *
   * @throws NcloudError `80002` (403) when the sub account may not list actions.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getactionlist
   */
  list(params: ActionsParams<P>, options?: CallOptions): Promise<ActionList>
  /**
   * One action, with its code.
   *
   * @throws NcloudError `80301` (404) when there is none, `80302` (400) when it is on the other platform.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getaction
   */
  get(params: ActionParams<P>, options?: CallOptions): Promise<Action<P>>
  /**
   * Creates an action, or changes the one of that name.
   *
   * @throws RangeError or TypeError naming the field that cannot be.
   * @throws NcloudError `81311` to `81314` (500) while a subnet is being connected or cannot be.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * await ncf.actions.put({
   *   packageName: 'shop',
   *   actionName: 'greet',
   *   exec: { kind: 'nodejs:22', binary: false, code: 'exports.main = ({ name }) => ({ hi: name })', main: 'main' },
   *   limits: { timeout: 3_000, memory: 128 },
   *   vpc: [{ vpcNo: 21538, subnetNo: 45007 }],
   * })
   * ```
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-putaction
   */
  put(params: PutActionParams<P>, options?: CallOptions): Promise<Action<P>>
  /**
   * Runs an action, and waits up to `timeout` for its end. It is never sent twice: after a failure without an answer
   * nobody knows whether it ran. A browser may do so by itself, when a connection breaks that it had kept open; give
   * `fetch` to send in another way.
   *
   * What outlasts `timeout` has its result in its activation. Behind the proxy, results and logs of an activation need
   * `getActionActivationDetail:full`.
   *
   * @returns The result; or, when the action is still running, its activation id alone. An action that fails is a
   * result too: see `response.success`.
   * @throws RangeError for a `timeout` or `parameters` that cannot be.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const run = await ncf.actions.run({ packageName: 'shop', actionName: 'greet', parameters: { name: 'Kim' } })
   * console.log(run.response?.result ?? `still running: ${run.activationId}`)
   * ```
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-postaction
   */
  run<Result = unknown>(params: RunActionParams<P>, options?: CallOptions): Promise<RunResult<Result> | RunningAction>
  /**
   * Runs an action and waits for its end, however long it takes: first as `run` does, then by asking for its
   * activation until it is there. That can take 40 seconds more than the action itself.
   *
   * Behind the proxy, result and logs of an activation need `getActionActivationDetail:full`.
   *
   * @param params As for `run`.
   * @param options `timeoutMs`: for all of it. Default 400000: the longest action, and until it can be read.
   * @throws NcloudError `timeout` naming the activation, which may still end.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const { response } = await ncf.actions.runAndWait({ packageName: 'shop', actionName: 'report' })
   * ```
   */
  runAndWait<Result = unknown>(params: RunActionParams<P>, options?: CallOptions): Promise<RunResult<Result>>
  /**
   * Deletes an action.
   *
   * @throws NcloudError `80301` (404) when there is none, `81311` to `81314` (500) while its subnet is busy.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-deleteaction
   */
  delete(params: ActionParams<P>, options?: CallOptions): Promise<void>
  /**
   * One page of an action's activations. For all pages, see `everyActivation`.
   *
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getactionactivationlist
   */
  listActivations(params: ActionParams<P> & PageParams<P>, options?: CallOptions): Promise<ActivationPage>
  /**
   * One activation of an action, with its logs and result. Behind the proxy these need
   * `getActionActivationDetail:full`.
   *
   * @throws NcloudError `80322` (404) when there is none; also for half a minute or so after a run that is listed.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getactionactivationdetail
   */
  getActivation<Result = unknown>(
    params: ActionParams<P> & { readonly activationId: string },
    options?: CallOptions,
  ): Promise<Activation<Result>>
}

/**
 * The action operations over a call.
 *
 * @param call Of `createTransport`.
 */
export const actions = <P extends Endpoint>(call: Transport<P>): Actions<P> => {
  const methods = methodsOf(call, actionOperations, {
    put: actionBody,
    run: (params) => {
      const { timeout = LONGEST_RUN_WAIT_MS } = params
      whole(0, LONGEST_RUN_WAIT_MS)(timeout, 'timeout')
      return [...parametersAlone(params), timeout as number]
    },
    listActivations: pageOf,
  })
  return { ...methods, runAndWait: (params, options) => runAndWait(methods, call.sleep, params, options) }
}
