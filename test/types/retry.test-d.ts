/** The options for retries. This file is only compiled: a comment names each error of the compiler. */
import { createTransport, packages, type TransportAttempt, withRetries } from '../../lib/core.ts'
import { createClient } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }

const inJapan = packages(withRetries(createTransport({ ...key, region: 'JPN' }), { retries: 3 }))
inJapan.list({ platform: 'vpc' })
// @ts-expect-error Japan has no classic platform
inJapan.list({ platform: 'classic' })

const transport = createTransport(key)
withRetries(transport)
withRetries(transport, { onAttempt: ({ operation, retryInMs }) => [operation, retryInMs] satisfies unknown[] })
withRetries(transport, { onAttempt: async (attempt: TransportAttempt) => attempt.attempt })
withRetries(transport, { attemptTimeoutMs: ({ method }) => method.length })
// @ts-expect-error retries must be a number
withRetries(transport, { retries: '3' })
// @ts-expect-error keys or baseUrl are missing
createTransport({ region: 'JPN' })

createClient({ ...key, retries: 0, attemptTimeoutMs: 2_000, random: Math.random, onAttempt: console.log })
createClient({ ...key, timeoutMs: 20_000, attemptTimeoutMs: ({ id }) => (id === 'getPackageList' ? 1_000 : 20_000) })
// @ts-expect-error retries must be a number
createClient({ ...key, retries: '3' })
