import { createClient } from '../../../lib/index.ts'
import { equal, holds, thrownBy } from '../../support/assert.ts'
import type { Case } from '../case.ts'
import { neverRespond, type Respond } from '../fake-responses.ts'
import { vectorKey } from '../vectors.ts'
import {
  createScriptedFetch,
  ended,
  greet,
  notFound,
  pollRequest,
  respondWith,
  runRequest,
  startedRun,
} from './scripted-fetch.ts'

/** Runs whose signal aborts. */
export const abortedRunCases: readonly Case[] = [
  {
    name: "actions.runAndWait rejects with the signal's reason, before it starts",
    run: async () => {
      const { sent, options } = createScriptedFetch()
      const reason = new Error('changed my mind')
      const { runAndWait } = createClient(options).actions
      const error = await thrownBy(() => runAndWait(greet, { signal: AbortSignal.abort(reason) }))
      holds(error === reason, 'the same reason')
      equal(sent, [])
    },
  },
  ...[
    ['while the action runs', [], [runRequest]],
    ['while it reads the activation', [startedRun], [runRequest, pollRequest]],
  ].map(
    ([name, before, expected]): Case => ({
      name: `actions.runAndWait rejects with the signal's reason, ${name}`,
      run: async () => {
        const controller = new AbortController()
        const reason = new Error('changed my mind')
        const abort = () => {
          controller.abort(reason)
          return neverRespond()
        }
        const { sent, signals, options } = createScriptedFetch(...(before as Respond[]), abort)
        const { runAndWait } = createClient(options).actions
        const error = await thrownBy(() => runAndWait(greet, { signal: controller.signal }))
        holds(error === reason, 'the same reason')
        equal(sent, expected)
        equal(signals.at(-1)?.aborted, true, 'the request is aborted')
      },
    }),
  ),
  {
    name: "actions.runAndWait rejects with the signal's reason, between two reads",
    run: async () => {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      const { sent, options } = createScriptedFetch(startedRun, notFound, respondWith(ended))
      const sleep = async () => controller.abort(reason)
      const { runAndWait } = createClient({ ...options, sleep }).actions
      holds((await thrownBy(() => runAndWait(greet, { signal: controller.signal }))) === reason, 'the same reason')
      equal(sent, [runRequest])
    },
  },
  {
    name: 'actions.runAndWait rejects with a reason that has retryable: true',
    run: async () => {
      const controller = new AbortController()
      const reason = Object.assign(new Error('changed my mind'), { retryable: true })
      let reads = 0
      const fetch = (_: string, { method }: RequestInit) => {
        if (method === 'POST') return startedRun()
        reads += 1
        controller.abort(reason)
        // Without this limit, a client that reads again and again would block the event loop.
        return reads < 10 ? notFound() : Response.json({ content: ended })
      }
      const { runAndWait } = createClient({ ...vectorKey, fetch, sleep: async () => {} }).actions
      holds((await thrownBy(() => runAndWait(greet, { signal: controller.signal }))) === reason, 'the same reason')
      for (let turn = 0; turn < 20; turn += 1) await null
      equal(reads, 1)
    },
  },
]
