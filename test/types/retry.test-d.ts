/** What a call that is sent again takes. Nothing here runs: that it compiles is the test. */
import { createClient, createRetryingCall, createTransport, packages, type TransportAttempt } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }

const inJapan = packages(createRetryingCall({ ...key, region: 'JPN', retries: 3 }))
inJapan.list({ platform: 'vpc' })
// @ts-expect-error Japan has no Classic
inJapan.list({ platform: 'classic' })

createRetryingCall({ ...key, onAttempt: ({ operation, retryInMs }) => [operation, retryInMs] satisfies unknown[] })
createRetryingCall({ ...key, onAttempt: async (attempt: TransportAttempt) => attempt.attempt })
createRetryingCall({ baseUrl: 'https://edge.example.dev', attemptTimeoutMs: ({ method }) => method.length })
// @ts-expect-error misspelt
createRetryingCall({ ...key, retrys: 3 })
// @ts-expect-error nobody signs
createRetryingCall({ retries: 3 })
// @ts-expect-error no number
createRetryingCall({ ...key, retries: '3' })

createClient({ ...key, retries: 0, attemptTimeoutMs: 2_000, random: Math.random, onAttempt: console.log })
createClient({ ...key, timeoutMs: 20_000, attemptTimeoutMs: ({ id }) => (id === 'getPackageList' ? 1_000 : 20_000) })
// @ts-expect-error misspelt
createClient({ ...key, onAtempt: console.log })
// @ts-expect-error it sends everything once
createTransport({ ...key, retries: 1 })
// @ts-expect-error and tells of nothing
createTransport({ ...key, onAttempt: console.log })
