import { runAll } from './run-all.ts'

// `workerd test` runs this, bundled, without Node compatibility.
export default {
  async test(): Promise<void> {
    if ('process' in globalThis || 'Buffer' in globalThis) throw new Error('this is Node compatibility')
    console.log(JSON.stringify(await runAll()))
  },
}
