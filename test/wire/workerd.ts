import { sendAll } from './send.ts'

/** Put in by whoever bundles this. */
declare const BASE: string

export default {
  async test(): Promise<void> {
    console.log(JSON.stringify(await sendAll(BASE)))
  },
}
