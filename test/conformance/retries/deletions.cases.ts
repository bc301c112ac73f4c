import type { NcloudError } from '../../../lib/index.ts'
import { equal } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { failToFetch, type Respond, respondWithError, serviceUnreachable } from '../fake-responses.ts'
import { createRetryClient, errorOf, packageNotFound } from './retry-client.ts'

/** The failure of the first attempt to delete a package. The second attempt finds no package. */
const firstFailures: readonly [name: string, respond: Respond, isDeleted: boolean][] = [
  ['no response', failToFetch, true],
  ['502', respondWithError(502, '1'), true],
  ['503 with another code', respondWithError(503, '501'), true],
  ['429, which rejected the request', respondWithError(429, '410'), false],
  ['503, because the gateway could not reach the service', serviceUnreachable, false],
]

/** Retries of a deletion whose first attempt may have succeeded. */
export const deletionCases: readonly Case[] = [
  ...firstFailures.map(
    ([name, respond, isDeleted]): Case => ({
      name: `a retried deletion that finds no resource ${isDeleted ? 'succeeds' : 'fails'} after ${name}`,
      run: async () => {
        const { sent, packages } = createRetryClient([respond, packageNotFound])
        const code = await packages.delete({ packageName: 'shop' }).catch((error: NcloudError) => error.code)
        equal([code, sent.length], [isDeleted ? undefined : '80101', 2])
      },
    }),
  ),
  {
    name: 'a retried deletion fails after an unknown path, and a retried put fails after a missing resource',
    run: async () => {
      const { packages } = createRetryClient([failToFetch, respondWithError(404, '300')])
      equal((await errorOf(() => packages.delete({ packageName: 'shop' }))).code, '300')
      const writer = createRetryClient([failToFetch, packageNotFound])
      equal((await errorOf(() => writer.packages.put({ packageName: 'shop' }))).code, '80101')
    },
  },
]
