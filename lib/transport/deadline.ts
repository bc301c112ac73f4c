import { whole } from '../api/validate.ts'

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
  whole(1, 2 ** 31 - 1)(ms, 'timeoutMs')
  signal?.throwIfAborted()
  const controller = new AbortController()
  let end = (): void => {}
  const ended = new Promise<never>((_, reject) => {
    end = () => {
      const reason = signal?.aborted ? signal.reason : expired()
      reject(reason)
      controller.abort(reason)
    }
  })
  const timer = setTimeout(end, ms)
  signal?.addEventListener('abort', end)
  return Promise.race([ended, work(controller.signal)]).finally(() => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', end)
  })
}
