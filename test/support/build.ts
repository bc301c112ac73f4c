import { bin, run } from './run.ts'

/** A folder of the tests: `npm start` builds in another one. */
const outDir = (mode: string): string => `dist/test/${mode}`

/** Returns the path of a built Worker's generated configuration. */
export const builtWorker = (
  mode: 'dev' | 'production',
  name: 'ncloud_functions' | 'ncloud_functions_emulator',
): string => `${outDir(mode)}/${name}/wrangler.json`

/** Builds the Workers once before the tests: for production, and for `npm start`. */
export default async (): Promise<void> => {
  for (const mode of ['production', 'dev']) {
    await run(bin('vite'), ['build', '--mode', mode, '--outDir', `../${outDir(mode)}`, '--logLevel', 'error'])
  }
}
