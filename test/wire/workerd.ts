import { programs } from './programs.ts'

/** The bundler replaces these names with their values. */
declare const PROGRAM: keyof typeof programs
declare const ARGUMENT: unknown

export default {
  async test(): Promise<void> {
    const program = programs[PROGRAM] as (argument: unknown) => Promise<unknown>
    console.log(JSON.stringify(await program(ARGUMENT)))
  },
}
