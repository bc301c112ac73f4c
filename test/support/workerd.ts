import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bin, run, withFolder } from './run.ts'

/**
 * Bundles `workerd.ts` of a folder, runs it in workerd with the `workerd.capnp` of the folder, and returns what it printed.
 */
export const runWorkerdTest = (folder: string, define: Record<string, string> = {}): Promise<string> =>
  withFolder(async (temporary) => {
    const outfile = join(temporary, 'worker.js')
    await build({ entryPoints: [join(folder, 'workerd.ts')], outfile, bundle: true, format: 'esm', define })
    await copyFile(join(folder, 'workerd.capnp'), join(temporary, 'workerd.capnp'))
    return run(bin('workerd'), ['test', 'workerd.capnp'], temporary)
  })
