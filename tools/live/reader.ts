import type { Check } from './check.ts'
import type { Comparison } from './comparison.ts'
import { contentOf, type RecordedResponse } from './recorded-response.ts'
import type { ResourceCopier } from './resource-copier.ts'
import type { Target } from './target.ts'

type Names = Readonly<Record<string, string>>

/** The names of a resource of the account, and the names of its copy in the emulator. */
export interface NamePair {
  readonly service: Names
  readonly emulator: Names
}

export const noNames: NamePair = { service: {}, emulator: {} }

/** Adds names to both sides. */
export const addNames = (names: NamePair, service: Names, emulator: Names): NamePair => ({
  service: { ...names.service, ...service },
  emulator: { ...names.emulator, ...emulator },
})

/** Makes calls of the service, and keeps what is needed to make the same calls of the emulator later. */
export interface Reader {
  readonly copier: ResourceCopier
  /** Makes a call with the names of the account, and returns the content. */
  readonly read: (
    check: Omit<Check, 'call'>,
    names: NamePair,
    // biome-ignore lint/suspicious/noExplicitAny: the names were validated when they were selected
    call: (target: Target, names: any) => Promise<unknown>,
  ) => Promise<unknown>
  /** Adds the copy of a resource, which is created after all reads. */
  readonly addCopy: (copy: () => Promise<unknown>) => void
  readonly results: readonly { readonly check: Check; readonly response: RecordedResponse }[]
  readonly copies: readonly (() => Promise<unknown>)[]
}

export const createReader = (comparison: Comparison, copier: ResourceCopier): Reader => {
  const results: { readonly check: Check; readonly response: RecordedResponse }[] = []
  const copies: (() => Promise<unknown>)[] = []
  return {
    copier,
    results,
    copies,
    addCopy: (copy) => copies.push(copy),
    async read(check, names, call) {
      const response = await comparison.send(comparison.service, (target) => call(target, names.service))
      results.push({ check: { ...check, call: (target) => call(target, names.emulator) }, response })
      return contentOf(response)
    },
  }
}
