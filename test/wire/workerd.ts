import { programs } from './programs.ts'

/** Put in by whoever bundles this. */
declare const PROGRAM: keyof typeof programs
declare const ARGUMENT: unknown

export default {
  async test(): Promise<void> {
    console.log(JSON.stringify(await programs[PROGRAM](ARGUMENT as never)))
  },
}
