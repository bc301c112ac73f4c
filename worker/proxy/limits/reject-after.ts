/** A promise that rejects after a delay, unless it is cleared first. */
export interface Rejection {
  readonly promise: Promise<never>
  clear(): void
}

/**
 * Rejects after a delay. Race it against work that has no timeout of its own.
 *
 * @param ms Milliseconds.
 * @param reason What the promise rejects with.
 */
export const rejectAfter = (ms: number, reason: Error): Rejection => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(reason), ms)
  })
  return { promise, clear: () => clearTimeout(timer) }
}
