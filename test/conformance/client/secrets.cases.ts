import { createTransport } from '../../../lib/core.ts'
import { type ClientOptions, createClient } from '../../../lib/index.ts'
import { createSigner } from '../../../lib/sign.ts'
import { equal, holds, thrownBy } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { failToFetch, neverRespond, respondWithError, respondWithHtml } from '../fake-responses.ts'

/** Returns every text that can be reached through properties: own and inherited ones, and the source of functions. */
const textsIn = (root: unknown, seen = new Set<unknown>()): string[] => {
  if (typeof root !== 'object' && typeof root !== 'function') return [String(root)]
  if (root === null || seen.has(root) || root === Object.prototype || root === Function.prototype) return []
  seen.add(root)
  const texts = Reflect.ownKeys(root).map((key) => {
    try {
      return textsIn((root as Record<PropertyKey, unknown>)[key], seen)
    } catch {
      return []
    }
  })
  return [JSON.stringify(root) ?? '', String(root), ...texts.flat(), ...textsIn(Object.getPrototypeOf(root), seen)]
}

export const secretCases: readonly Case[] = [
  {
    name: 'the secret key is in no property of a client, a transport, a signer or an error',
    run: async () => {
      const secretKey = 'CANARYsecret0123456789'
      const keys = { accessKey: 'KEY', secretKey }
      const fetches: ClientOptions['fetch'][] = [
        failToFetch,
        neverRespond,
        respondWithError(401, '200'),
        respondWithHtml(500),
      ]
      const errors = await Promise.all(
        fetches.map((fetch) => thrownBy(() => createClient({ ...keys, fetch, timeoutMs: 20 }).packages.list())),
      )
      const signer = createSigner(keys)
      const roots = [
        createClient(keys),
        createTransport(keys),
        signer,
        await signer.headers('GET', '/'),
        ...errors,
        await thrownBy(() => createClient({ ...keys, region: 'FKR' } as never)),
        await thrownBy(() => signer.headers('get', '/')),
      ]
      holds(!textsIn(roots).join('\n').includes(secretKey), 'no text contains the secret key')
      equal(errors.length, 4)
    },
  },
]
