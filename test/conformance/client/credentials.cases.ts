import { createClient } from '../../../lib/index.ts'
import { equal, holds, thrownBy } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import { createRecordingFetch } from '../recording-fetch.ts'
import { vectorKey, vectorTime } from '../vectors.ts'

const now = () => vectorTime

/** Credentials that a function returns. */
export const credentialCases: readonly Case[] = [
  {
    name: 'a client calls the credentials function before each request, so that keys can change',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      let calls = 0
      const credentials = async () => {
        calls += 1
        return { accessKey: `KEY${calls}`, secretKey: 'SECRETKEY' }
      }
      const { list } = createClient({ credentials, fetch }).packages
      await list()
      await list()
      equal(
        sent.map(({ init }) => new Headers(init.headers).get('x-ncp-iam-access-key')),
        ['KEY1', 'KEY2'],
      )
    },
  },
  {
    name: 'a client rejects invalid credentials of the function by name, without a request',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      const { list } = createClient({ credentials: () => ({ accessKey: 'KEY', secretKey: '' }), fetch }).packages
      const error = await thrownBy(() => list())
      equal([error.name, sent.length], ['TypeError', 0])
      messageContains(error, 'secretKey')
    },
  },
  {
    name: 'a client rejects with the error of the credentials function',
    run: async () => {
      const reason = new Error('no metadata service')
      const { list } = createClient({ credentials: () => Promise.reject(reason) }).packages
      holds((await thrownBy(() => list())) === reason, 'the error is the same')
    },
  },
  {
    name: 'a client signs in the same way while the credentials function returns the same keys',
    run: async () => {
      const { sent, fetch } = createRecordingFetch()
      const credentials = () => ({ ...vectorKey })
      const { list } = createClient({ credentials, fetch, now }).packages
      await list()
      await list()
      const [first, second] = sent.map(({ init }) => init.headers)
      equal(first, second)
    },
  },
]
