import { holds } from '../support/assert.ts'

/** One test that passes on every runtime. */
export interface Case {
  readonly name: string
  readonly run: () => void | Promise<void>
}

/** Throws unless the message of an error contains a text, such as the name of a parameter. */
export const messageContains = (error: Error, text: string): void => {
  holds(error.message.includes(text), `"${error.message}" contains "${text}"`)
}
