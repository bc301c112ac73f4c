/**
 * Runs work that must end: after `ms`, or when the caller's signal aborts, whichever comes first. The promise
 * rejects at once even if the work does not heed the signal it was given.
 *
 * @param ms Milliseconds.
 * @param expired Makes the error for a passed deadline.
 * @param signal The caller's; its reason is passed on as it is.
 * @param work Gets the signal that covers both.
 */
export const withDeadline = async <T>(
  ms: number,
  expired: () => Error,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
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
