import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'
import { triggerOperations } from '../api/operations.ts'
import { type JsonObject, name, packageOrNone } from '../api/validate.ts'
import type { CallOptions } from '../transport/options.ts'
import type { Prepare, Transport } from '../transport/transport.ts'
import type { Activation, ActivationPage, PageParams } from './activations.ts'
import { methodsOf, parametersAlone } from './methods.ts'
import { pageOf } from './page-query.ts'
import { type PutTriggerParams, triggerBody } from './trigger-body.ts'

/** A trigger in a list. */
export interface TriggerSummary {
  readonly name: string
  /** Such as `cron`. The console makes types that the API has not. */
  readonly type: string
}

/** The triggers of a platform. */
export interface TriggerList {
  readonly triggers: TriggerSummary[]
}

/** A key and value of what starts a trigger. */
export interface ExecOption {
  /** Such as `cronOption`. Unknown: the keys of other types than cron. */
  readonly key: string
  readonly value: unknown
}

/** A trigger. */
export interface Trigger<P extends Endpoint = DefaultEndpoint> extends TriggerSummary {
  readonly description: string
  readonly resourceId: string
  /** The linked actions. Unknown: the form of those in packages. */
  readonly actions: readonly unknown[]
  /** What starts it: a list in v2.1, one object with a list in v2.0. */
  readonly execOption: P extends { readonly apiVersion: 'v2.0' }
    ? { readonly key: string; readonly value: readonly ExecOption[] }
    : readonly ExecOption[]
}

/** What {@link Triggers.put} answers. Unknown: its fields; the documentation's table cannot be read. */
export interface PutTriggerResult {
  readonly name?: string
  readonly [field: string]: unknown
}

/** Which trigger. */
export interface TriggerParams<P extends Endpoint = DefaultEndpoint> extends PlatformParams<P> {
  readonly triggerName: string
}

/** What to fire a trigger with. */
export interface FireTriggerParams<P extends Endpoint = DefaultEndpoint> extends TriggerParams<P> {
  /** Stronger than the trigger's own. */
  readonly parameters?: JsonObject | undefined
}

/** A trigger and an action. */
export interface LinkParams<P extends Endpoint = DefaultEndpoint> extends TriggerParams<P> {
  readonly actionName: string
  /** Default `-`: no package. */
  readonly packageName?: string | undefined
}

/** One end of a link. */
export interface LinkEnd {
  readonly name: string
  /** Unknown: whether it holds the package. It begins with the namespace. */
  readonly path: string
}

/** A link of a trigger to an action. */
export interface TriggerLink {
  readonly action: LinkEnd
  readonly trigger: LinkEnd
  readonly namespace: string
  /** `active`. Unknown: other words. */
  readonly status: string
}

/** Triggers: what starts actions. */
export interface Triggers<P extends Endpoint = DefaultEndpoint> {
  /**
   * All triggers of a platform. There is no paging.
   *
   * @throws NcloudError `80002` (403) when the sub account may not list triggers.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-gettriggerlist
   */
  list(params?: PlatformParams<P>, options?: CallOptions): Promise<TriggerList>
  /**
   * One trigger, with its linked actions.
   *
   * @throws NcloudError `80501` (404) when there is none, `80502` (400) when it is on the other platform.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-gettrigger
   */
  get(params: TriggerParams<P>, options?: CallOptions): Promise<Trigger<P>>
  /**
   * Creates a trigger, or changes the one of that name.
   *
   * @throws RangeError or TypeError naming the field that cannot be.
   * @example
   * ```ts
   * import { createClient } from 'ncloud-functions'
   *
   * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
   * await ncf.triggers.put({ triggerName: 'nightly', type: 'cron', cronOption: '0 3 * * *' })
   * await ncf.triggers.link({ triggerName: 'nightly', packageName: 'shop', actionName: 'report' })
   * ```
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-puttrigger
   */
  put(params: PutTriggerParams<P>, options?: CallOptions): Promise<PutTriggerResult>
  /**
   * Fires a trigger: every linked action runs. It is never sent twice, but by a browser that does so by itself: see
   * `actions.run`.
   *
   * @throws NcloudError `80512` (400) when no action is linked, `80511` (400) for parameters it does not take.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-posttrigger
   */
  fire(params: FireTriggerParams<P>, options?: CallOptions): Promise<{ readonly activationId: string }>
  /**
   * Deletes a trigger, and its links.
   *
   * @throws NcloudError `80501` (404) when there is none.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-deletetrigger
   */
  delete(params: TriggerParams<P>, options?: CallOptions): Promise<void>
  /**
   * Links an action to a trigger.
   *
   * @throws NcloudError `80901` when they are linked already, `80501` or `80301` (404) when one is not there.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-posttriggerlinkaction
   */
  link(params: LinkParams<P>, options?: CallOptions): Promise<TriggerLink>
  /**
   * Takes an action off a trigger.
   *
   * @throws NcloudError when they are not linked. Unknown: with which code.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-deletetriggerlinkaction
   */
  unlink(params: LinkParams<P>, options?: CallOptions): Promise<void>
  /**
   * One page of a trigger's activations. For all pages, see `everyActivation`.
   *
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-gettriggeractivationlist
   */
  listActivations(params: TriggerParams<P> & PageParams<P>, options?: CallOptions): Promise<ActivationPage>
  /**
   * One firing of a trigger.
   *
   * @throws NcloudError `80518` or, by an older page, `80517` (404) when there is none.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-gettriggeractivationdetail
   */
  getActivation(
    params: TriggerParams<P> & { readonly activationId: string },
    options?: CallOptions,
  ): Promise<Activation>
}

const link: Prepare = ({ packageName = '-', actionName, ...where }) => {
  packageOrNone(packageName, 'packageName')
  name(actionName, 'actionName')
  return [where, { action: actionName, package: packageName }]
}

/**
 * The trigger operations over a call.
 *
 * @param call Of `createTransport`.
 */
export const triggers = <P extends Endpoint>(call: Transport<P>): Triggers<P> =>
  methodsOf(call, triggerOperations, {
    put: triggerBody,
    fire: parametersAlone,
    link,
    unlink: link,
    listActivations: pageOf,
  })
