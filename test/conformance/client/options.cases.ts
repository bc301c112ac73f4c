import { createTransport, withRetries } from '../../../lib/core.ts'
import { createClient } from '../../../lib/index.ts'
import { equal, thrownBy } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import { neverRespond } from '../fake-responses.ts'
import { type InvalidOptions, invalidOptions, protectedUrls, unprotectedUrls, urls } from '../option-table.ts'
import { createRecordingFetch } from '../recording-fetch.ts'
import { vectorKey } from '../vectors.ts'

const transport = createTransport(vectorKey)

const throwsFor = (
  functionName: string,
  create: (options: never) => unknown,
  [description, options, type, text]: InvalidOptions,
): Case => ({
  name: `${functionName} throws for ${description}`,
  run: async () => {
    const error = await thrownBy(() => create(options as never))
    equal(error.name, type, 'class')
    messageContains(error, text)
  },
})

const unknownClientOptions: readonly InvalidOptions[] = [
  [
    'the unknown option retrys',
    { ...vectorKey, retrys: 5 },
    'TypeError',
    'unknown option `retrys`: did you mean `retries`?',
  ],
]

const unknownTransportOptions: readonly InvalidOptions[] = [
  [
    'the unknown option platfrom',
    { ...vectorKey, platfrom: 'vpc' },
    'TypeError',
    'unknown option `platfrom`: did you mean `platform`?',
  ],
  // The name of an option for retries is not known to a transport.
  ['the option retries of withRetries', { ...vectorKey, retries: 1 }, 'TypeError', 'unknown option `retries`: '],
]

const unknownRetryOptions: readonly InvalidOptions[] = [
  ['the unknown option retrys', { retrys: 1 }, 'TypeError', 'unknown option `retrys`: did you mean `retries`?'],
  [
    'the option timeoutMs of createTransport',
    { timeoutMs: 1 },
    'TypeError',
    'unknown option `timeoutMs`: use one of retries, attemptTimeoutMs, random, onAttempt',
  ],
]

/** The options of clients, transports and calls. */
export const optionCases: readonly Case[] = [
  ...[...invalidOptions, ...unknownClientOptions].map((row) => throwsFor('createClient', createClient, row)),
  ...[...invalidOptions, ...unknownTransportOptions].map((row) => throwsFor('createTransport', createTransport, row)),
  ...unknownRetryOptions.map((row) => throwsFor('withRetries', (options) => withRetries(transport, options), row)),
  {
    name: 'createClient accepts an unknown option without a value',
    run: () => {
      createClient({ ...vectorKey, timeout: undefined } as never)
    },
  },
  ...protectedUrls.map(
    (baseUrl): Case => ({
      name: `createClient accepts keys and a token for ${baseUrl}`,
      run: () => {
        createClient({ ...vectorKey, baseUrl })
        createClient({ baseUrl, token: 'TOKEN' })
      },
    }),
  ),
  ...unprotectedUrls.map(
    (baseUrl): Case => ({
      name: `createClient accepts a key for ${baseUrl} with allowHttp, and a client without key and token`,
      run: async () => {
        const { sent, fetch } = createRecordingFetch()
        await createClient({ ...vectorKey, baseUrl, allowHttp: true, fetch }).packages.list()
        await createClient({ baseUrl, fetch }).packages.list()
        equal(sent.length, 2)
      },
    }),
  ),
  {
    name: 'packages.list uses the fetch of one call',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      const { packages } = createClient({ ...vectorKey, fetch: neverRespond })
      await packages.list({}, { fetch })
      equal([sent.length, sent[0]?.init.method], [1, 'GET'])
    },
  },
  ...urls.map(
    ([description, options, platform, url]): Case => ({
      name: `packages.list calls the URL of ${description}`,
      run: async () => {
        const { sent, fetch } = createRecordingFetch()
        await createClient({ ...options, fetch }).packages.list(platform && { platform })
        equal(
          sent.map((each) => each.url),
          [url],
        )
      },
    }),
  ),
]
