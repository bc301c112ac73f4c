import { createResourceId } from '../assumptions.ts'
import type { EmulatorContext } from '../emulator-context.ts'
import type { EmulatorPackage } from '../options.ts'
import type { PackageDocument } from './documents.ts'

/** Creates packages that the store does not have. Their times of creation keep their order in lists. */
export const seedPackages = ({ store, random, now }: EmulatorContext, packages: readonly EmulatorPackage[]): void => {
  const time = now()
  for (const [index, { name, description = '', platform = 'vpc' }] of packages.entries()) {
    if (store.get('package', platform, name) !== undefined) continue
    const document: PackageDocument = {
      name,
      description,
      parameters: {},
      resourceId: createResourceId(random),
      created: time - packages.length + index,
    }
    store.put('package', platform, name, document)
  }
}
