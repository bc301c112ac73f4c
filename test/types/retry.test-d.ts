/** What a call that is sent again takes. Nothing here runs: that it compiles is the test. */
import { type Attempt, createRetryingCall, packages } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }

const inJapan = packages(createRetryingCall({ ...key, region: 'JPN', retries: 3 }))
inJapan.list({ platform: 'vpc' })
// @ts-expect-error Japan has no Classic
inJapan.list({ platform: 'classic' })

createRetryingCall({ ...key, onAttempt: ({ operation, retryInMs }) => [operation, retryInMs] satisfies unknown[] })
createRetryingCall({ ...key, onAttempt: async (attempt: Attempt) => attempt.attempt })
createRetryingCall({ baseUrl: 'https://edge.example.dev', attemptTimeoutMs: ({ method }) => method.length })
// @ts-expect-error misspelt
createRetryingCall({ ...key, retrys: 3 })
// @ts-expect-error nobody signs
createRetryingCall({ retries: 3 })
// @ts-expect-error no number
createRetryingCall({ ...key, retries: '3' })
