import { type CallOptions, type ClientOptions, createClient } from '../../lib/index.ts'

/** Makes a call by its name, such as `packages.list`. The parameters can have any type, so that tables can hold them. */
export type CallByName = (name: string, params?: unknown, options?: CallOptions) => Promise<unknown>

/** Makes the calls of a client, or of some groups of a client. */
export const callByName = (client: object): CallByName => {
  const groups = client as Record<string, Record<string, (...args: unknown[]) => Promise<never>>>
  return (name, ...args) => {
    const [group = '', method = ''] = name.split('.')
    const call = groups[group]?.[method]
    if (!call) throw new Error(`The client has no method ${name}`)
    return call(...args)
  }
}

/** Makes the calls of a new client. It does not retry unless the options say so: retries have cases of their own. */
export const createCallByName = (options: ClientOptions): CallByName =>
  callByName(createClient({ retries: 0, ...options }))
