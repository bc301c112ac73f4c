import { TIMEOUT_MS } from './request.ts'

/**
 * Calls a function with a signal that aborts at the deadline. `AbortSignal.timeout` is shorter, but its timers stay after
 * the call: workerd rejects more than 10,000 of them in a request.
 */
export const withDeadline = async <T>(use: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), TIMEOUT_MS)
  try {
    return await use(controller.signal)
  } finally {
    clearTimeout(timer)
  }
}
