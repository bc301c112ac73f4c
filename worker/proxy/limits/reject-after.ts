/** Rejects when its time is over, unless it is cleared before. */
export interface Late {
  readonly promise: Promise<never>
  clear(): void
}

/**
 * A time limit for what cannot be told to end: to race with.
 *
 * @param ms Milliseconds.
 * @param reason What it rejects with.
 */
export const late = (ms: number, reason: Error): Late => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(reason), ms)
  })
  return { promise, clear: () => clearTimeout(timer) }
}
