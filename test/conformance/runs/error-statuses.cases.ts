import { createClient, type NcloudError } from '../../../lib/index.ts'
import { equal, thrownBy } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { activationId, createScriptedFetch, ended, greet, respondWith, runRequest } from './scripted-fetch.ts'

/** Responses that have content and an error status. */
export const errorStatusCases: readonly Case[] = [
  {
    name: 'actions.run returns the content of a 502, because OpenWhisk responds so to a failed run',
    run: async () => {
      const content = { ...ended, response: { result: { error: 'no' }, status: 'application error', success: false } }
      const { options } = createScriptedFetch(() => Response.json({ content }, { status: 502 }))
      equal(await createClient(options).actions.run(greet), content)
    },
  },
  {
    name: 'actions.run rejects a 502 with content that is no activation, and the outcome is unknown',
    run: async () => {
      const { options } = createScriptedFetch(() => Response.json({ content: {} }, { status: 502 }))
      const error = (await thrownBy(() => createClient(options).actions.run(greet))) as NcloudError
      equal([error.code, error.status, error.outcome], ['http_error', 502, 'unknown'])
    },
  },
  ...[302, 404, 429, 500, 503].map(
    (status): Case => ({
      name: `actions.run rejects a ${status} that has content`,
      run: async () => {
        const { options } = createScriptedFetch(() => Response.json({ content: ended }, { status }))
        const error = (await thrownBy(() => createClient(options).actions.run(greet))) as NcloudError
        equal([error.code, error.status], [status === 302 ? 'redirect' : 'http_error', status])
      },
    }),
  ),
  {
    name: 'triggers.fire rejects a 502 that has content',
    run: async () => {
      const { options } = createScriptedFetch(() => Response.json({ content: { activationId } }, { status: 502 }))
      const error = (await thrownBy(() =>
        createClient(options).triggers.fire({ triggerName: 'nightly' }),
      )) as NcloudError
      equal([error.code, error.status], ['http_error', 502])
    },
  },
  {
    name: 'actions.get rejects a 502 that has content',
    run: async () => {
      const { options } = createScriptedFetch(() => Response.json({ content: {} }, { status: 502 }))
      const error = (await thrownBy(() => createClient(options).actions.get(greet))) as NcloudError
      equal([error.code, error.status], ['http_error', 502])
    },
  },
  {
    name: 'actions.run accepts the longest timeoutMs',
    run: async () => {
      const { sent, options } = createScriptedFetch(respondWith(ended))
      await createClient({ ...options, timeoutMs: 2e9 }).actions.run(greet)
      equal(sent, [runRequest])
    },
  },
]
