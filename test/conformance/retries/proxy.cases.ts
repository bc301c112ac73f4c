import { createTransport, packages, withRetries } from '../../../lib/core.ts'
import { createClient } from '../../../lib/index.ts'
import { equal } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { errorOf } from './retry-client.ts'

const baseUrl = 'https://edge.example.dev'

/** Retries of calls through the proxy. */
export const proxyRetryCases: readonly Case[] = [
  {
    name: 'a client with retries does not retry if the proxy responds with retryable false',
    run: async () => {
      let requests = 0
      const fetch = () => {
        requests += 1
        return Response.json({ error: { errorCode: 'upstream_redirect' }, retryable: false }, { status: 502 })
      }
      await errorOf(() => packages(withRetries(createTransport({ baseUrl, fetch }))).list())
      equal(requests, 1)
    },
  },
  ...['upstream_unreachable', 'upstream_busy', 'upstream_timeout'].map(
    (code): Case => ({
      name: `a client does not retry after ${code}, because the proxy has retried already`,
      run: async () => {
        let requests = 0
        const fetch = () => {
          requests += 1
          return Response.json({ error: { errorCode: code }, retryable: true }, { status: 503 })
        }
        const error = await errorOf(() => createClient({ baseUrl, fetch }).packages.list())
        equal([error.code, error.retryable, requests], [code, true, 1])
      },
    }),
  ),
]
