/** Work that goes on behind answers. */
export interface Background {
  readonly add: (work: Promise<unknown>) => void
  /** Resolves when nothing is left, what was added meanwhile included. */
  readonly idle: () => Promise<void>
}

export const createBackground = (waitUntil?: (promise: Promise<unknown>) => void): Background => {
  const pending = new Set<Promise<unknown>>()
  return {
    add(work) {
      // Nobody waits for it, so its failure must not be one that nobody handles.
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
