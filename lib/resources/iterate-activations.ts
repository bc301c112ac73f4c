import { object } from '../api/validate.ts'
import { NcloudError } from '../errors.ts'
import type { CallOptions } from '../transport/options.ts'
import type { ActivationPage, ActivationSummary } from './activation-types.ts'

/** The parameters of a list of activations that iteration needs. */
interface PagedParams {
  readonly pageSize?: number | undefined
  readonly end?: number | undefined
}

const DEFAULT_PAGE_SIZE = 100

/**
 * Iterates over all activations of a list, page by page, as they are needed. No activation comes twice. It ends when it
 * has seen as many as the list counts, or with a page without new activations: the service may return smaller pages
 * than requested.
 *
 * Unknown: the order of the service. If the newest come first, new activations would move the pages while they are read:
 * so the end of the time window is fixed when the iteration starts.
 *
 * @param list Reads one page.
 * @throws The errors of `list`, and the reason of `signal`.
 */
export async function* iterateActivations<Params extends PagedParams>(
  list: (params: Params & { readonly pageNo: number }, options?: CallOptions) => Promise<ActivationPage>,
  now: () => number,
  params: Params,
  options?: CallOptions,
): AsyncGenerator<ActivationSummary, void, undefined> {
  object(params, 'params')
  if ('pageNo' in params) throw new TypeError('unknown parameter `pageNo`: an iterator reads all pages')
  const { pageSize = DEFAULT_PAGE_SIZE, end = now() } = params
  const seen = new Set<string>()
  for (let pageNo = 1; ; pageNo += 1) {
    options?.signal?.throwIfAborted()
    const page: Partial<ActivationPage> | undefined = await list({ ...params, pageSize, end, pageNo }, options)
    const { activations, totalCount = Infinity } = page ?? {}
    if (!Array.isArray(activations)) {
      throw new NcloudError('The list returned a page without activations', {
        code: 'invalid_response',
        advice: 'Check baseUrl: another server may have sent the response.',
      })
    }
    const seenBefore = seen.size
    for (const activation of activations as readonly ActivationSummary[]) {
      if (!seen.has(activation.activationId)) yield activation
      seen.add(activation.activationId)
    }
    if (seen.size === seenBefore || seen.size >= totalCount) return
  }
}
