import { type CallOptions, type ClientOptions, createClient } from '../../lib/index.ts'

/** A call of a client by its name, such as `packages.list`, with parameters that need not be right. */
export type AnyCall = (name: string, params?: unknown, options?: CallOptions) => Promise<unknown>

/** For tables of calls: a client whose calls are found by name. */
/** What is asked of it here is one request: sending again has cases of its own. */
export const caller = (options: ClientOptions): AnyCall => callerOf(createClient({ retries: 0, ...options }))

/** The same, of groups that there are. */
export const callerOf = (client: object): AnyCall => {
  const groups = client as Record<string, Record<string, (...args: unknown[]) => Promise<never>>>
  return (name, ...args) => {
    const [group = '', method = ''] = name.split('.')
    const call = groups[group]?.[method]
    if (!call) throw new Error(`there is no ${name}`)
    return call(...args)
  }
}

/** Keeps what would be sent, and answers all with the same content. */
export const recorder = (content: unknown = []) => {
  const sent: { url: string; init: RequestInit }[] = []
  const fetch = (url: string, init: RequestInit) => {
    sent.push({ url, init })
    return Response.json({ content })
  }
  return { sent, fetch }
}
