import type { ActionType } from '../api/action-types.ts'
import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'
import { LONGEST_RUN_WAIT_MS } from '../api/limits.ts'
import { actionOperations } from '../api/operations.ts'
import { integer, type JsonObject } from '../api/validate.ts'
import type { CallOptions } from '../transport/options.ts'
import type { Transport } from '../transport/transport.ts'
import { type Limits, type PutActionParams, prepareActionBody, type Subnet } from './action-body.ts'
import { preparePage } from './activation-list-query.ts'
import type {
  Activation,
  ActivationPage,
  ActivationSummary,
  IterateActivationsParams,
  ListActivationsParams,
} from './activation-types.ts'
import { createMethods, prepareRun } from './client-methods.ts'
import { iterateActivations } from './iterate-activations.ts'
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

/** The code, image or sequence of an action, as the service returns it. */
export interface ActionExec {
  readonly kind: string
  readonly binary?: boolean
  readonly code?: string
  readonly main?: string
  readonly imageUri?: string
  /** Only in sequences. Unknown: the documentation's table of sequences cannot be read. */
  readonly components?: readonly string[]
}

interface ActionFields {
  readonly name: string
  readonly description: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly exec: ActionExec
  /** Not in sequences. */
  readonly limits?: Limits
  /** Only on the vpc platform. The documentation contradicts itself: an object in one table, a list in another. */
  readonly vpc?: Subnet | readonly Subnet[]
  /** Web types only. */
  readonly 'raw-http'?: boolean
  /** Web types only. */
  readonly 'custom-options'?: boolean
  readonly resourceId?: string
}

/** An action. In v2.1 it has a `type`; in v2.0 it has `web` and `path` instead. */
export type Action<E extends Endpoint = DefaultEndpoint> = ActionFields &
  (E extends { readonly apiVersion: 'v2.0' }
    ? { readonly web: boolean; readonly path: string }
    : { readonly type: ActionType })

/** The package of actions. */
export interface ActionsParams<E extends Endpoint = DefaultEndpoint> extends PlatformParams<E> {
  /** The name of the package, or `-` for actions without a package. */
  readonly packageName: string
}

/** The name of an action and of its package. */
export interface ActionParams<E extends Endpoint = DefaultEndpoint> extends ActionsParams<E> {
  readonly actionName: string
}

/** Parameters of {@link Actions.run}. */
export interface RunActionParams<E extends Endpoint = DefaultEndpoint> extends ActionParams<E> {
  /** They override the default parameters of the action, the trigger and the package. */
  readonly parameters?: JsonObject | undefined
  /** How long the service waits for the result: 0 to 60000 milliseconds, default 60000. The action may run longer. */
  readonly timeout?: number | undefined
}

/** Actions: code that runs. */
export interface Actions<E extends Endpoint = DefaultEndpoint> {
  /**
   * Returns the actions of a package, without paging.
   *
   * @throws NcloudError `80002` (403) if the sub account has no permission to list actions.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getactionlist
   */
  list(params: ActionsParams<E>, options?: CallOptions): Promise<ActionList>
  /**
   * Returns one action, with its code.
   *
   * @throws NcloudError `80301` (404) if it does not exist, `80302` (400) if it is on the other platform.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getaction
   */
  get(params: ActionParams<E>, options?: CallOptions): Promise<Action<E>>
  /**
   * Creates an action, or changes the action of that name.
   *
   * @throws RangeError or TypeError for an invalid field, with its name and rule.
   * @throws NcloudError `81311` to `81314` (500) if the subnet is not ready.
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
  put(params: PutActionParams<E>, options?: CallOptions): Promise<Action<E>>
  /**
   * Runs an action, and waits for its result up to `timeout`. A run is sent once and never retried: after a failure
   * without a response, the action may have started or not: see `error.outcome`. A browser can
   * send a request a second time by itself if a kept connection breaks.
   *
   * Behind the proxy, the result and logs of an activation need the permission `getActionActivationDetail:full`.
   *
   * @returns The result, or only the activation id if the action still runs. An action that fails is a result, too: see
   * `response.success`.
   * @throws RangeError for an invalid `timeout` or `parameters`.
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
  run<Result = unknown>(params: RunActionParams<E>, options?: CallOptions): Promise<RunResult<Result> | RunningAction>
  /**
   * Runs an action and waits until it has ended: first as `run` does, then by reading its activation until it is there.
   * That can take 40 seconds longer than the action itself.
   *
   * Behind the proxy, the result and logs of an activation need the permission `getActionActivationDetail:full`.
   *
   * @param params As for `run`.
   * @param options `timeoutMs`: time limit for everything. Default 400000: the longest action, and until its activation
   * can be read.
   * @throws NcloudError `timeout` with the activation id in `details`: the action may still end.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const { response } = await ncf.actions.runAndWait({ packageName: 'shop', actionName: 'report' })
   * ```
   */
  runAndWait<Result = unknown>(params: RunActionParams<E>, options?: CallOptions): Promise<RunResult<Result>>
  /**
   * Deletes an action.
   *
   * @throws NcloudError `80301` (404) if it does not exist, `81311` to `81314` (500) if its subnet is not ready.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-deleteaction
   */
  delete(params: ActionParams<E>, options?: CallOptions): Promise<void>
  /**
   * Returns one page of an action's activations. {@link Actions.iterateActivations} reads all pages.
   *
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getactionactivationlist
   */
  listActivations(params: ActionParams<E> & ListActivationsParams<E>, options?: CallOptions): Promise<ActivationPage>
  /**
   * Returns one activation of an action, with its logs and result. Behind the proxy these need the permission
   * `getActionActivationDetail:full`.
   *
   * @throws NcloudError `80322` (404) if it does not exist, and for about half a minute after a run that is listed.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getactionactivationdetail
   */
  getActivation<Result = unknown>(
    params: ActionParams<E> & { readonly activationId: string },
    options?: CallOptions,
  ): Promise<Activation<Result>>
  /**
   * Iterates over the activations of an action, page by page. `break` ends it.
   *
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * const activations = ncf.actions.iterateActivations({ packageName: 'shop', actionName: 'greet' })
   * for await (const { activationId, status } of activations) console.log(activationId, status)
   * ```
   */
  iterateActivations(
    params: ActionParams<E> & IterateActivationsParams<E>,
    options?: CallOptions,
  ): AsyncGenerator<ActivationSummary, void, undefined>
}

/**
 * Creates the calls for actions over a transport.
 *
 * @param transport A transport of `createTransport` or `withRetries`.
 */
export const actions = <E extends Endpoint>(transport: Transport<E>): Actions<E> => {
  const methods = createMethods(transport, actionOperations, {
    put: prepareActionBody,
    run: (params) => {
      const { timeout = LONGEST_RUN_WAIT_MS } = params
      integer(0, LONGEST_RUN_WAIT_MS)(timeout, 'timeout')
      return { ...prepareRun(params), waitMs: timeout as number }
    },
    listActivations: preparePage,
  })
  const { settings } = transport
  return {
    ...methods,
    runAndWait: (params, options) => runAndWait(methods, settings, params, options),
    iterateActivations: (params, options) => iterateActivations(methods.listActivations, settings.now, params, options),
  }
}
