import type { EmulatorPackage } from '../options.ts'
import type { Service } from '../service.ts'
import { resourceId } from '../unknowns.ts'
import type { PackageDocument } from './documents.ts'

/** Puts packages where the store has none of that name: the first as the oldest, so that lists keep their order. */
export const seed = ({ store, random, now }: Service, packages: readonly EmulatorPackage[]): void => {
  const time = now()
  for (const [index, { name, description = '', platform = 'vpc' }] of packages.entries()) {
    if (store.get('package', platform, name) !== undefined) continue
    const document: PackageDocument = {
      name,
      description,
      parameters: {},
      resourceId: resourceId(random),
      created: time - packages.length + index,
    }
    store.put('package', platform, name, document)
  }
}
