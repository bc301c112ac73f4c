import { type Rule, whole } from '../rules.ts'

/** Milliseconds that a timer can take. */
export const milliseconds: Rule = whole(1, 2 ** 31 - 1)

/**
 * Runs work that must end: after `ms`, or when the caller's signal aborts, whichever comes first. The promise
 * rejects at once even if the work does not heed the signal it was given.
 *
 * @param ms Milliseconds: 1 to 2147483647.
 * @param expired Makes the error for a passed deadline.
 * @param signal The caller's; its reason is passed on as it is.
 * @param work Gets the signal that covers both.
 * @throws RangeError for milliseconds that no timer can take.
 */
export const withDeadline = async <T>(
  ms: number,
  expired: () => Error,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  milliseconds(ms, 'timeoutMs')
  signal?.throwIfAborted()
  const controller = new AbortController()
  const onAbort = (): void => controller.abort(signal?.reason)
  const timer = setTimeout(() => controller.abort(expired()), ms)
  const ended = new Promise<never>((_, reject) => {
    controller.signal.onabort = () => reject(controller.signal.reason)
  })
  signal?.addEventListener('abort', onAbort)
  try {
    return await Promise.race([ended, work(controller.signal)])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}
