/** Work that continues after a response. */
export interface BackgroundWork {
  readonly add: (work: Promise<unknown>) => void
  /** Resolves when all work has ended, with the work that is added while it waits. */
  readonly idle: () => Promise<void>
}

/** @param waitUntil Receives a promise for each work, which never rejects. */
export const createBackgroundWork = (waitUntil?: (promise: Promise<unknown>) => void): BackgroundWork => {
  const pending = new Set<Promise<unknown>>()
  return {
    add(work) {
      // Nothing awaits this work, so a rejection would be an unhandled one.
      const settled: Promise<unknown> = work.then(
        () => pending.delete(settled),
        () => pending.delete(settled),
      )
      pending.add(settled)
      waitUntil?.(settled)
    },
    async idle() {
      while (pending.size) await Promise.all(pending)
    },
  }
}
