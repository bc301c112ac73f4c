import { createTransport, packages } from '../../../lib/core.ts'
import { createClient, errorCodes, isNcloudError, type NcloudError, type TransportAttempt } from '../../../lib/index.ts'
import { equal, holds, thrownBy } from '../../support/assert.ts'
import { type Case, messageContains } from '../case.ts'
import {
  failToFetch,
  neverRespond,
  type Respond,
  respondWithBrokenBody,
  respondWithError,
  respondWithHtml,
} from '../fake-responses.ts'
import { vectorKey } from '../vectors.ts'

const errorOf = async (run: () => unknown) => (await thrownBy(run)) as NcloudError

const proxyError = {
  advice: 'Look in its log.',
  error: { errorCode: 'misconfigured', message: 'The proxy is not configured.', details: 'Look in its log.' },
}

/** A failure, the code of its error, and the advice of a client. */
const failures: readonly [name: string, respond: Respond, code: string, advice: string][] = [
  ['the network', failToFetch, 'network', errorCodes.network.advice],
  ['a timeout', neverRespond, 'timeout', errorCodes.timeout.advice],
  ['a redirect', () => new Response(null, { status: 302 }), 'redirect', errorCodes.redirect.advice],
  ['an HTML page', respondWithHtml(500), 'http_error', errorCodes.http_error.advice],
  ['an invalid response', respondWithHtml(200), 'invalid_response', errorCodes.invalid_response.advice],
  ['the gateway', respondWithError(401, '200'), '200', errorCodes['200'].advice],
  ['the service', respondWithError(403, '80002'), '80002', errorCodes['80002'].advice],
  ['an unknown code', respondWithError(400, '89999'), '89999', ''],
  ['an inherited name as code', respondWithError(400, 'constructor'), 'constructor', ''],
]

/** A terminal takes these for commands: they delete a line, hide text, or reverse it. */
const escapes = '\u001b[2K\u009b8m\u0007\b\r\u007f\u0000\u202e\u2066'
const hasEscapes = (text: string | undefined): boolean => /[^\P{Cc}\n\t]|[\u202e\u2066]/u.test(text ?? '')

/** Bodies whose texts have control characters, of the gateway and of the proxy. */
const withEscapes = {
  error: { errorCode: `80${escapes}301`, message: `No ${escapes}action`, details: `one${escapes}\n\ttwo` },
  advice: `Look${escapes} here.`,
  requestId: `re${escapes}q`,
}

/** The content of errors. */
export const errorCases: readonly Case[] = [
  ...(
    [
      ['503 in HTML', respondWithHtml(503)],
      ['500 of the gateway', respondWithError(500, '900')],
      ['a busy subnet', respondWithError(500, '81313')],
      ['no response', failToFetch],
    ] as const
  ).map(
    ([name, respond]): Case => ({
      name: `a run that may have started does not advise a second run, after ${name}`,
      run: async () => {
        const { actions } = createClient({ ...vectorKey, fetch: respond })
        const error = await errorOf(() => actions.run({ packageName: 'shop', actionName: 'bill' }))
        equal([error.outcome, error.advice], ['unknown', 'Look for the activation before you run the action again.'])
      },
    }),
  ),
  {
    name: 'an error of the network has the cause, the operation and the origin',
    run: async () => {
      const cause = new TypeError('fetch failed')
      const { list } = createClient({ ...vectorKey, fetch: () => Promise.reject(cause) }).packages
      const error = await errorOf(() => list())
      equal(
        [error.code, error.status, error.retryable, error.operation],
        ['network', undefined, true, 'getPackageList'],
      )
      holds(error.cause === cause, 'the cause is the error of fetch')
      messageContains(error, 'https://cloudfunctions.apigw.ntruss.com')
    },
  },
  {
    name: 'a response that breaks off is an error of the network',
    run: async () => {
      const { list } = createClient({ ...vectorKey, fetch: respondWithBrokenBody }).packages
      equal((await errorOf(() => list())).code, 'network')
    },
  },
  {
    name: 'an error of the service has the error in the response as its cause, with its tags',
    run: async () => {
      const error = { errorCode: '80031', message: '<b>later</b>' }
      const { list } = createClient({ ...vectorKey, fetch: () => Response.json({ error }, { status: 400 }) }).packages
      equal((await errorOf(() => list())).cause, error)
    },
  },
  {
    name: 'a redirect that the browser hides is a redirect',
    run: async () => {
      const hidden = { ok: false, status: 0, type: 'opaqueredirect', headers: new Headers(), text: async () => '' }
      const { list } = createClient({ ...vectorKey, fetch: () => hidden as unknown as Response }).packages
      const error = await errorOf(() => list())
      equal([error.code, error.status], ['redirect', undefined])
    },
  },
  {
    name: 'an error through the proxy does not mention the clock of the client',
    run: async () => {
      const headers = { date: new Date(0).toUTCString() }
      const fetch = () => Response.json({ error: { errorCode: '200', message: 'No' } }, { status: 401, headers })
      equal(
        (await errorOf(() => createClient({ baseUrl: 'https://edge.example.dev', fetch }).packages.list())).message,
        'No',
      )
    },
  },
  ...failures.map(
    ([name, respond, code, advice]): Case => ({
      name: `an error of ${name} has ${advice ? 'the advice for its code' : 'no advice'}`,
      run: async () => {
        const timeoutMs = code === 'timeout' ? 20 : undefined
        const options = { ...vectorKey, fetch: respond, timeoutMs }
        const error = await errorOf(() => createClient({ ...options, retries: 0 }).packages.list())
        equal([error.code, error.advice], [code, advice])
        const withoutTable = await errorOf(() => packages(createTransport(options)).list())
        equal([withoutTable.code, withoutTable.advice], [code, ''], 'an error of a transport has no advice')
      },
    }),
  ),
  {
    name: 'an error of the proxy has the advice of the proxy, with and without the advice table',
    run: async () => {
      const fetch = () => Response.json(proxyError, { status: 503 })
      const options = { baseUrl: 'https://edge.example.dev', fetch }
      for (const { list } of [createClient(options).packages, packages(createTransport(options))]) {
        const error = await errorOf(() => list())
        equal([error.message, error.advice], ['The proxy is not configured.', 'Look in its log.'])
      }
    },
  },
  ...[vectorKey, { baseUrl: 'https://edge.example.dev' }].map(
    (connection, index): Case => ({
      name: `no text of an error has control characters of the ${['gateway', 'proxy'][index]}, except line breaks and tabs in details`,
      run: async () => {
        const fetch = () => Response.json(withEscapes, { status: 404 })
        const attempts: TransportAttempt[] = []
        const onAttempt = (attempt: TransportAttempt) => attempts.push(attempt)
        const error = await errorOf(() => createClient({ ...connection, fetch, onAttempt }).packages.list())
        const { message, details, code, advice, requestId, stack } = error
        const texts = [message, details, code, advice, requestId, stack, attempts[0]?.code, attempts[0]?.requestId]
        equal(texts.map(hasEscapes), Array(8).fill(false))
        equal([code, requestId], ['80 [2K 8m 301', 're [2K 8m q'])
        equal(message.includes('[2K 8m action: one [2K 8m two'), true, 'the message has the other characters')
        equal(/^one.*\n\ttwo$/.test(details), true, 'details has its lines')
        equal(error.cause, withEscapes.error, 'the cause is the error as it was sent')
      },
    }),
  ),
  {
    name: 'no id in a header has control characters',
    run: async () => {
      const headers = { 'x-ncp-apigw-request-id': 'a\u009b8mb', 'x-ncp-trace-id': 'c\u0085d' }
      const responses = [new Response('<p>', { status: 404, headers }), Response.json({ content: [] }, { headers })]
      const ids: unknown[] = []
      const options = {
        fetch: () => responses.shift() as Response,
        onAttempt: (attempt: TransportAttempt) => ids.push(attempt.requestId),
      }
      const { list } = createClient({ ...vectorKey, ...options }).packages
      const { requestId, traceId } = await errorOf(() => list())
      await list()
      equal([requestId, traceId, ids], ['a 8mb', 'c d', ['a 8mb', 'a 8mb']])
    },
  },
  {
    name: 'isNcloudError recognizes an error of another copy of the library, and rejects all other values',
    run: () => {
      const other = Object.assign(new Error('other copy'), { name: 'NcloudError' })
      equal([other, new Error('no'), undefined, null, 'NcloudError', {}].map(isNcloudError), [
        true,
        ...Array(5).fill(false),
      ])
    },
  },
]
