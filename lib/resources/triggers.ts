import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'
import { triggerOperations } from '../api/operations.ts'
import { NO_PACKAGE } from '../api/resource-names.ts'
import { type JsonObject, packageOfAction, resourceName } from '../api/validate.ts'
import type { CallOptions } from '../transport/options.ts'
import type { Prepare, Transport } from '../transport/transport.ts'
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
import { type PutTriggerParams, prepareTriggerBody } from './trigger-body.ts'

/** A trigger in a list. */
export interface TriggerSummary {
  readonly name: string
  /** Such as `cron`. The console creates types that the API does not have. */
  readonly type: string
}

/** The triggers of a platform. */
export interface TriggerList {
  readonly triggers: TriggerSummary[]
}

/** One setting that starts a trigger, as key and value. */
export interface ExecOption {
  /** Such as `cronOption`. Unknown: the keys of other types than cron. */
  readonly key: string
  readonly value: unknown
}

/** A trigger. */
export interface Trigger<E extends Endpoint = DefaultEndpoint> extends TriggerSummary {
  readonly description: string
  readonly resourceId: string
  /** The linked actions. Unknown: the form of those in packages. */
  readonly actions: readonly unknown[]
  /** The settings that start it: a list in v2.1, one object with a list in v2.0. */
  readonly execOption: E extends { readonly apiVersion: 'v2.0' }
    ? { readonly key: string; readonly value: readonly ExecOption[] }
    : readonly ExecOption[]
}

/** The result of {@link Triggers.put}. Unknown: its fields; the documentation's table cannot be read. */
export interface PutTriggerResult {
  readonly name?: string
  readonly [field: string]: unknown
}

/** The name of a trigger. */
export interface TriggerParams<E extends Endpoint = DefaultEndpoint> extends PlatformParams<E> {
  readonly triggerName: string
}

/** Parameters of {@link Triggers.fire}. */
export interface FireTriggerParams<E extends Endpoint = DefaultEndpoint> extends TriggerParams<E> {
  /** They override the trigger's own parameters. */
  readonly parameters?: JsonObject | undefined
}

/** A trigger, and the action to link or unlink. */
export interface LinkParams<E extends Endpoint = DefaultEndpoint> extends TriggerParams<E> {
  readonly actionName: string
  /** The package of the action. Default `-`: no package. */
  readonly packageName?: string | undefined
}

/** One end of a link. */
export interface LinkEnd {
  readonly name: string
  /** Begins with the namespace. Unknown: whether the package is part of it. */
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

/** Triggers: they start actions. */
export interface Triggers<E extends Endpoint = DefaultEndpoint> {
  /**
   * Returns all triggers of a platform, without paging.
   *
   * @throws NcloudError `80002` (403) if the sub account has no permission to list triggers.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-gettriggerlist
   */
  list(params?: PlatformParams<E>, options?: CallOptions): Promise<TriggerList>
  /**
   * Returns one trigger, with its linked actions.
   *
   * @throws NcloudError `80501` (404) if it does not exist, `80502` (400) if it is on the other platform.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-gettrigger
   */
  get(params: TriggerParams<E>, options?: CallOptions): Promise<Trigger<E>>
  /**
   * Creates a trigger, or changes the trigger of that name.
   *
   * @throws RangeError or TypeError for an invalid field, with its name and rule.
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
  put(params: PutTriggerParams<E>, options?: CallOptions): Promise<PutTriggerResult>
  /**
   * Fires a trigger: every linked action runs. A firing is sent once and never retried, as a run: see `actions.run`.
   *
   * @throws NcloudError `80512` (400) if no action is linked, `80511` (400) for invalid parameters.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-posttrigger
   */
  fire(params: FireTriggerParams<E>, options?: CallOptions): Promise<{ readonly activationId: string }>
  /**
   * Deletes a trigger, and its links.
   *
   * @throws NcloudError `80501` (404) if it does not exist.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-deletetrigger
   */
  delete(params: TriggerParams<E>, options?: CallOptions): Promise<void>
  /**
   * Links an action to a trigger.
   *
   * @throws NcloudError `80901` if they are linked already, `80501` or `80301` (404) if one of them does not exist.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-posttriggerlinkaction
   */
  link(params: LinkParams<E>, options?: CallOptions): Promise<TriggerLink>
  /**
   * Unlinks an action from a trigger.
   *
   * @throws NcloudError if they are not linked. Unknown: its code.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-deletetriggerlinkaction
   */
  unlink(params: LinkParams<E>, options?: CallOptions): Promise<void>
  /**
   * Returns one page of a trigger's activations. {@link Triggers.iterateActivations} reads all pages.
   *
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-gettriggeractivationlist
   */
  listActivations(params: TriggerParams<E> & ListActivationsParams<E>, options?: CallOptions): Promise<ActivationPage>
  /**
   * Returns one firing of a trigger.
   *
   * @throws NcloudError `80518` or, in an older page, `80517` (404) if it does not exist.
   * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-gettriggeractivationdetail
   */
  getActivation(
    params: TriggerParams<E> & { readonly activationId: string },
    options?: CallOptions,
  ): Promise<Activation>
  /** Iterates over the firings of a trigger, page by page. `break` ends it. */
  iterateActivations(
    params: TriggerParams<E> & IterateActivationsParams<E>,
    options?: CallOptions,
  ): AsyncGenerator<ActivationSummary, void, undefined>
}

const prepareLink: Prepare = ({ packageName = NO_PACKAGE, actionName, ...params }) => {
  packageOfAction(packageName, 'packageName')
  resourceName(actionName, 'actionName')
  return { params, body: { action: actionName, package: packageName } }
}

/**
 * Creates the calls for triggers over a transport.
 *
 * @param transport A transport of `createTransport` or `withRetries`.
 */
export const triggers = <E extends Endpoint>(transport: Transport<E>): Triggers<E> => {
  const methods = createMethods(transport, triggerOperations, {
    put: prepareTriggerBody,
    fire: prepareRun,
    link: prepareLink,
    unlink: prepareLink,
    listActivations: preparePage,
  })
  return {
    ...methods,
    iterateActivations: (params, options) =>
      iterateActivations(methods.listActivations, transport.settings.now, params, options),
  }
}
