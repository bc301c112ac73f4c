import { equal, holds, thrownBy } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import {
  neverRespond,
  type Respond,
  respondWithList,
  respondWithoutContent,
  serviceUnreachable,
} from '../fake-responses.ts'
import { createRetryClient, errorOf, runMicrotasks } from './retry-client.ts'

/** Time limits of calls and attempts, and aborted calls. */
export const retryTimeoutCases: readonly Case[] = [
  {
    name: 'a client with retries has one deadline for all attempts, with reading of the response',
    run: async () => {
      const respondEndlessly = () =>
        new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) }))
      const options = { timeoutMs: 200, random: () => 0 }
      const { attempts, packages } = createRetryClient([serviceUnreachable, respondEndlessly], options)
      const error = await errorOf(() => packages.list())
      equal([error.code, error.attempts, error.retryable, error.operation], ['timeout', 2, true, 'getPackageList'])
      messageContains(error, ' 200 ms')
      await null
      equal(attempts.length, 2)
    },
  },
  {
    name: 'a client with retries uses the timeoutMs of one call, and rejects an invalid one',
    run: async () => {
      const { packages } = createRetryClient([neverRespond])
      messageContains(await errorOf(() => packages.list({}, { timeoutMs: 5 })), ' 5 ms')
      equal((await errorOf(() => packages.list({}, { timeoutMs: 0 }))).name, 'RangeError')
    },
  },
  {
    name: 'a client with retries gives the last attempt all of the time that is left',
    run: async () => {
      const respondLater: Respond = () =>
        new Promise((resolve) => setTimeout(() => resolve(respondWithList() as Response), 20))
      const { sent, packages } = createRetryClient([respondLater], { attemptTimeoutMs: 1, retries: 0 })
      equal([await packages.list(), sent.length], [[], 1])
    },
  },
  {
    name: 'a client with retries gives a run its own timeout besides timeoutMs, in one attempt',
    run: async () => {
      const { attempts, actions } = createRetryClient([neverRespond], { attemptTimeoutMs: 1, timeoutMs: 5 })
      const error = await errorOf(() => actions.run({ packageName: 'shop', actionName: 'greet', timeout: 20 }))
      messageContains(error, ' 25 ms')
      equal([error.attempts, attempts.length], [1, 1])
    },
  },
  {
    name: 'a client with retries calls attemptTimeoutMs with the operation',
    run: async () => {
      const operations: string[] = []
      const attemptTimeoutMs = ({ id }: { id: string }) => {
        operations.push(id)
        return 1
      }
      const respond = () => (attempts.length === 0 ? neverRespond() : respondWithoutContent())
      const { attempts, actions } = createRetryClient([respond], { attemptTimeoutMs })
      await actions.delete({ packageName: 'shop', actionName: 'greet' })
      equal([operations, attempts.length], [['deleteAction'], 2])
    },
  },
  {
    name: "a client with retries rejects with the signal's reason during a delay, and sends no more requests",
    run: async () => {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      let endDelay = (): void => {}
      const sleep = () =>
        new Promise<void>((resolve) => {
          endDelay = resolve
          controller.abort(reason)
        })
      const { sent, packages } = createRetryClient([serviceUnreachable], { sleep })
      const error = await thrownBy(() => packages.list({}, { signal: controller.signal }))
      holds(error === reason, 'the error is the reason of the signal')
      endDelay()
      await runMicrotasks()
      equal(sent.length, 1)
    },
  },
  {
    name: "a client with retries rejects with the signal's reason during an attempt",
    run: async () => {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      const abort = () => {
        controller.abort(reason)
        return neverRespond()
      }
      const { sent, attempts, packages } = createRetryClient([serviceUnreachable, abort])
      const error = await thrownBy(() => packages.list({}, { signal: controller.signal }))
      holds(error === reason, 'the error is the reason of the signal')
      await null
      equal([sent.length, attempts.length, attempts[1]?.code], [2, 2, undefined])
    },
  },
]
