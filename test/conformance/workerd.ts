import { importKey } from '../../lib/signing/hmac.ts'
import { runAllCases } from './run-all-cases.ts'

// `workerd test` runs the bundle of this file, without Node compatibility.
export default {
  async test(): Promise<void> {
    if ('process' in globalThis || 'Buffer' in globalThis) throw new Error('Node compatibility is on')
    // The requests of an isolate share the key of a signer, but no request may wait for a promise of another request.
    // The key is imported within a few turns of the microtask queue, and no other request can run before they are over.
    let isImported = false
    importKey('SECRETKEY').then(() => {
      isImported = true
    })
    for (let turn = 0; turn < 3; turn += 1) await null
    if (!isImported) throw new Error('importKey takes more than microtasks')
    console.log(JSON.stringify(await runAllCases()))
  },
}
