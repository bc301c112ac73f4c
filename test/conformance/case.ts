import { holds } from '../support/assert.ts'

/** One thing that holds on every runtime. */
export interface Case {
  readonly name: string
  readonly run: () => void | Promise<void>
}

/** Fails unless the error says which parameter is meant. */
export const names = (error: Error, name: string): void => {
  holds(error.message.includes(name), `"${error.message}" names ${name}`)
}
