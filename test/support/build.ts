import { bin, run } from './run.ts'

/** Where the edge is built for the tests: apart from what `npm start` uses. */
const outDir = (mode: string): string => `dist/test/${mode}`

/** The generated configuration of a built Worker, for a harness to start. */
export const builtWorker = (
  mode: 'dev' | 'production',
  name: 'ncloud_functions' | 'ncloud_functions_emulator',
): string => `${outDir(mode)}/${name}/wrangler.json`

/** Builds the edge as it is deployed and as `npm start` has it: once, before the tests that start Workers. */
export default async (): Promise<void> => {
  for (const mode of ['production', 'dev']) {
    await run(bin('vite'), ['build', '--mode', mode, '--outDir', `../${outDir(mode)}`, '--logLevel', 'error'])
  }
}
