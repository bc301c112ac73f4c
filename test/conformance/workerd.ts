import { importKey } from '../../lib/signing/hmac.ts'
import { runAll } from './run-all.ts'

// `workerd test` runs this, bundled, without Node compatibility.
export default {
  async test(): Promise<void> {
    if ('process' in globalThis || 'Buffer' in globalThis) throw new Error('this is Node compatibility')
    // A signer's key is shared by the requests of an isolate. No other request can run before a few turns of the
    // microtask queue, so a key that is there by then is never waited for by a request that did not begin it.
    let isThere = false
    importKey('SECRETKEY').then(() => {
      isThere = true
    })
    for (let turn = 0; turn < 3; turn += 1) await null
    if (!isThere) throw new Error('importKey takes more than microtasks')
    console.log(JSON.stringify(await runAll()))
  },
}
