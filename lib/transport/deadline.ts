import { integer } from '../api/validate.ts'

/** The longest time that a timer can measure: milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Formats milliseconds for a message, such as `200 ms` or `10 s`. */
export const formatDuration = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`)

/**
 * Runs work with a deadline. The promise rejects as soon as the deadline passes or the caller's signal aborts, even if
 * the work ignores its signal.
 *
 * @param ms Milliseconds until the deadline: 1 to 2147483647.
 * @param createError Makes the error for a missed deadline.
 * @param signal The caller's signal; the promise rejects with its reason, unchanged.
 * @param work Receives a signal that aborts in both cases.
 * @throws RangeError for milliseconds that no timer can measure.
 */
export const withDeadline = async <T>(
  ms: number,
  createError: () => Error,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  integer(1, LONGEST_TIMER_MS)(ms, 'timeoutMs')
  signal?.throwIfAborted()
  const controller = new AbortController()
  let end = (): void => {}
  const ended = new Promise<never>((_, reject) => {
    end = () => {
      const reason = signal?.aborted ? signal.reason : createError()
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
