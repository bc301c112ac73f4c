import { askAll } from './calls.ts'
import { sendAll } from './send.ts'

/** What runs on every runtime, by name: with one argument and a result that JSON can carry. */
export const programs = { sendAll, askAll }
