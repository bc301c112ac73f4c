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
  readonly pageSize?: number
  /** Only what began until then: milliseconds since the epoch. Default: now, so that later runs do not move the pages. */
  readonly end?: number
}

/**
 * All activations of a list, page after page, as they are asked for. None comes twice.
 *
 * Unknown: the order of the service; with the newest first, what runs meanwhile would push the rest along, so the end
 * is fixed.
 *
 * @param list Gets one page.
 * @param options Size of a page, and the end of the time.
 * @throws Whatever `list` throws. Stop with `break`, or with the signal you pass to the call in `list`.
 * @example
 * ```ts
 * import { createClient, everyActivation } from 'ncloud-functions'
 *
 * const ncf = createClient({ accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' })
 * const all = everyActivation((page) => ncf.actions.activations({ packageName: 'shop', actionName: 'greet', ...page }))
 * for await (const { activationId, status } of all) console.log(activationId, status)
 * ```
 */
export async function* everyActivation(
  list: (page: PageRequest) => Promise<ActivationPage>,
  { pageSize = 100, end = Date.now() }: EveryActivationOptions = {},
): AsyncGenerator<ActivationSummary, void, undefined> {
  const seen = new Set<string>()
  for (let pageNo = 1; ; pageNo += 1) {
    const { activations, totalCount } = await list({ pageNo, pageSize, end })
    for (const activation of activations) {
      if (!seen.has(activation.activationId)) yield activation
      seen.add(activation.activationId)
    }
    if (activations.length === 0 || pageNo * pageSize >= totalCount) return
  }
}
