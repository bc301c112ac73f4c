import { createClient, isNcloudError } from '../../../lib/index.ts'
import { equal, holds, thrownBy } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { responses } from '../response-table.ts'
import { vectorKey, vectorTime } from '../vectors.ts'

const now = () => vectorTime

/** The content or the error of every kind of response. */
export const responseCases: readonly Case[] = responses.map(
  ({ name, status, isProxied, headers = {}, body, content, error: expected }) => ({
    name: `packages.list ${expected ? 'rejects after' : 'returns'} ${name}`,
    run: async () => {
      const fetch = () => new Response(body, { status, headers })
      const connection = isProxied ? { baseUrl: 'https://edge.example.dev' } : vectorKey
      const list = () => createClient({ ...connection, fetch, now }).packages.list()
      if (!expected) return equal(await list(), content)
      const error = await thrownBy(list)
      holds(isNcloudError(error), `${error} is an NcloudError`)
      equal(Object.fromEntries(Object.keys(expected).map((key) => [key, error[key as keyof Error]])), expected)
    },
  }),
)
