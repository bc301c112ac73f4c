import { NcloudError } from '../errors.ts'
import type { ActivationPage, ActivationSummary } from './activations.ts'

/** Which page is asked for. */
export interface PageRequest {
  readonly pageNo: number
  readonly pageSize: number
  readonly end: number
}

/** What else can be said. */
export interface EveryActivationOptions {
  /** Activations a page. Default 100. Unknown: the most the service takes. */
  readonly pageSize?: number | undefined
  /** Only what began until then: milliseconds since the epoch. Default: now, so that later runs do not move the pages. */
  readonly end?: number | undefined
  /** Ends it before the next page; it then rejects with the signal's own reason. Pass it to the call too. */
  readonly signal?: AbortSignal | undefined
}

/**
 * All activations of a list, page after page, as they are asked for. None comes twice. It ends where as many were seen
 * as the list counts, or with a page that brings nothing new: the service may give fewer a page than it was asked for.
 *
 * Unknown: the order of the service; with the newest first, what runs meanwhile would push the rest along, so the end
 * is fixed.
 *
 * @param list Gets one page.
 * @param options Size of a page, the end of the time, and a signal.
 * @throws Whatever `list` throws, and the reason of `signal`. `break` ends it too.
 * @throws NcloudError `invalid_response` for a page without `activations`.
 * @example
 * ```ts
 * import { createClient, everyActivation } from 'ncloud-functions'
 *
 * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * const all = everyActivation((page) => ncf.actions.listActivations({ packageName: 'shop', actionName: 'greet', ...page }))
 * for await (const { activationId, status } of all) console.log(activationId, status)
 * ```
 */
export async function* everyActivation(
  list: (page: PageRequest) => Promise<ActivationPage>,
  options?: EveryActivationOptions | null,
): AsyncGenerator<ActivationSummary, void, undefined> {
  const { pageSize = 100, end = Date.now(), signal } = options ?? {}
  const seen = new Set<string>()
  for (let pageNo = 1; ; pageNo += 1) {
    signal?.throwIfAborted()
    const page: Partial<ActivationPage> | undefined = await list({ pageNo, pageSize, end })
    const { activations, totalCount = Infinity } = page ?? {}
    if (!Array.isArray(activations)) {
      throw new NcloudError('The list gave a page without activations', { code: 'invalid_response' })
    }
    const before = seen.size
    for (const activation of activations as readonly ActivationSummary[]) {
      if (!seen.has(activation.activationId)) yield activation
      seen.add(activation.activationId)
    }
    if (seen.size === before || seen.size >= totalCount) return
  }
}
