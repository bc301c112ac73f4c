/** A response, and the content or the error of the call. */
export interface ResponseRow {
  readonly name: string
  readonly status: number
  /** Whether the response comes from the proxy. */
  readonly isProxied?: true
  readonly headers?: Record<string, string>
  readonly body: string
  readonly content?: unknown
  /** Some fields of the error. */
  readonly error?: Record<string, unknown>
}

const json = { 'content-type': 'application/json;charset=UTF-8' }
const html = { 'content-type': 'text/html; charset=utf-8' }
const requestId = 'dceea818-7553-47ae-b2e8-54b8aefd31ff'
const envelope = (errorCode: unknown, message?: unknown, details?: unknown) =>
  JSON.stringify({ error: { errorCode, message, details } })

export const responses: readonly ResponseRow[] = [
  {
    name: 'the documented list',
    status: 200,
    headers: json,
    body: '{"content":[{"description":"Create package","name":"package001"},{"description":"","name":"package000"}]}',
    content: [
      { name: 'package001', description: 'Create package' },
      { name: 'package000', description: '' },
    ],
  },
  { name: 'an empty list', status: 200, headers: json, body: '{"content":[]}', content: [] },
  { name: 'a list with another content type', status: 200, headers: html, body: '{"content":[]}', content: [] },
  {
    name: 'an error of the service',
    status: 403,
    headers: { ...json, 'x-ncp-apigw-request-id': requestId, 'x-ncp-trace-id': 'trace-1' },
    body: envelope('80002', 'SUB_ACC_NO_PERMISSION', 'View/getPackageList'),
    error: {
      code: '80002',
      status: 403,
      message: 'SUB_ACC_NO_PERMISSION: View/getPackageList',
      details: 'View/getPackageList',
      requestId,
      traceId: 'trace-1',
      operation: 'getPackageList',
      retryable: false,
    },
  },
  {
    name: 'an error of the gateway without details',
    status: 401,
    headers: json,
    body: envelope('210', 'Permission Denied'),
    error: {
      code: '210',
      status: 401,
      message: 'Permission Denied',
      details: '',
      requestId: undefined,
      traceId: undefined,
    },
  },
  {
    name: 'an error with tags in its message',
    status: 400,
    headers: json,
    body: envelope(
      '80031',
      '<strong>Please try again in a few minutes.</strong><br><br>It is temporarily unavailable.<br>If the error persists, please contact Customer Service.',
      '',
    ),
    error: {
      code: '80031',
      message:
        'Please try again in a few minutes. It is temporarily unavailable. If the error persists, please contact Customer Service.',
      retryable: false,
    },
  },
  {
    name: 'an error of the gateway with retryable true, which only the proxy can send',
    status: 403,
    headers: json,
    body: JSON.stringify({ retryable: true, error: { errorCode: '80002', message: 'no' } }),
    error: { code: '80002', retryable: false },
  },
  {
    name: 'an error of the gateway with retryable false, which only the proxy can send',
    status: 503,
    headers: json,
    body: JSON.stringify({ retryable: false, error: { errorCode: '500', message: 'no' } }),
    error: { code: '500', retryable: true },
  },
  {
    name: 'an error of a busy gateway',
    status: 429,
    headers: json,
    body: envelope('410', 'Throttle Limited', ''),
    error: { code: '410', status: 429, retryable: true },
  },
  {
    name: 'an error of a gateway that cannot reach the service',
    status: 503,
    headers: json,
    body: envelope('500', 'Endpoint Error'),
    error: { code: '500', status: 503, retryable: true },
  },
  {
    name: 'an error of a gateway that timed out',
    status: 504,
    headers: json,
    body: envelope('510', 'Endpoint Timeout'),
    error: { code: '510', status: 504, retryable: true },
  },
  {
    name: 'an error with tags in its details',
    status: 400,
    headers: json,
    body: envelope('80000', 'INTERNAL_EXCEPTION', 'see <a href="#">the guide</a>'),
    error: { message: 'INTERNAL_EXCEPTION: see the guide', details: 'see <a href="#">the guide</a>' },
  },
  {
    name: 'an error whose message and details are not text',
    status: 400,
    headers: json,
    body: envelope('80000', { text: 'no' }, ['no']),
    error: {
      message: 'getPackageList received status 400 and code 80000 from https://cloudfunctions.apigw.ntruss.com',
      details: '',
    },
  },
  {
    name: 'an error of the proxy whose retryable is not true or false',
    isProxied: true,
    status: 403,
    headers: json,
    body: JSON.stringify({ retryable: 'yes', error: { errorCode: 'odd', message: 'odd' } }),
    error: { code: 'odd', retryable: false },
  },
  {
    name: 'a list with an error status',
    status: 500,
    headers: json,
    body: '{"content":[]}',
    error: { code: 'http_error', status: 500 },
  },
  {
    name: 'an error of another kind while the clock is off',
    status: 403,
    headers: { ...json, date: new Date(0).toUTCString() },
    body: envelope('80002', 'SUB_ACC_NO_PERMISSION'),
    error: { message: 'SUB_ACC_NO_PERMISSION' },
  },
  {
    name: 'an error without a message',
    status: 500,
    headers: json,
    body: envelope('900'),
    error: {
      code: '900',
      status: 500,
      message: 'getPackageList received status 500 and code 900 from https://cloudfunctions.apigw.ntruss.com',
      retryable: true,
    },
  },
  {
    name: 'an error code that is a number',
    status: 401,
    headers: json,
    body: envelope(210, 'Permission Denied'),
    error: { code: '210', status: 401 },
  },
  {
    name: 'an error page in HTML',
    status: 502,
    headers: html,
    body: '<html><body>Bad Gateway</body></html>',
    error: {
      code: 'http_error',
      status: 502,
      message:
        'getPackageList received status 502 and an HTML page instead of JSON from https://cloudfunctions.apigw.ntruss.com',
      retryable: true,
    },
  },
  {
    name: 'an error status with an empty body',
    status: 404,
    body: '',
    error: { code: 'http_error', status: 404, retryable: false },
  },
  {
    name: 'an error that breaks off',
    status: 403,
    headers: json,
    body: '{"error":{"errorCode":"80002","mess',
    error: { code: 'http_error', status: 403 },
  },
  {
    name: 'a list that breaks off',
    status: 200,
    headers: json,
    body: '{"content":[{"name":"pack',
    error: { code: 'invalid_response', status: 200, retryable: false },
  },
  {
    name: 'a success status with an empty body',
    status: 200,
    headers: json,
    body: '',
    error: { code: 'invalid_response' },
  },
  { name: 'null in JSON', status: 200, headers: json, body: 'null', error: { code: 'invalid_response' } },
  { name: 'an object without content', status: 200, headers: json, body: '{}', error: { code: 'invalid_response' } },
  {
    name: 'content of another type',
    status: 200,
    headers: json,
    body: '{"content":{}}',
    error: { code: 'invalid_response' },
  },
  {
    name: 'an HTML page with a success status',
    status: 200,
    headers: html,
    body: '<p>Maintenance</p>',
    error: {
      code: 'invalid_response',
      message:
        'getPackageList received status 200 and an HTML page instead of JSON from https://cloudfunctions.apigw.ntruss.com',
    },
  },
  {
    name: 'a redirect',
    status: 302,
    headers: { location: 'https://elsewhere.example/' },
    body: '',
    error: {
      code: 'redirect',
      status: 302,
      message: 'getPackageList received a redirect from https://cloudfunctions.apigw.ntruss.com',
    },
  },
  {
    name: 'an error of the proxy',
    isProxied: true,
    status: 503,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({
      title: 'The proxy is not configured.',
      status: 503,
      code: 'misconfigured',
      requestId: 'proxy-1',
      retryable: false,
      error: { errorCode: 'misconfigured', message: 'The proxy is not configured.', details: 'See its log.' },
    }),
    error: {
      code: 'misconfigured',
      status: 503,
      message: 'The proxy is not configured. See its log.',
      details: 'See its log.',
      requestId: 'proxy-1',
      retryable: false,
    },
  },
  {
    name: 'an error of the proxy with advice',
    isProxied: true,
    status: 503,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({
      advice: 'Look in its log.',
      error: { errorCode: 'misconfigured', message: 'The proxy is not configured.', details: 'Look in its log.' },
    }),
    error: { message: 'The proxy is not configured.', details: 'Look in its log.', advice: 'Look in its log.' },
  },
  {
    name: 'advice of the gateway, which only the proxy can send',
    status: 503,
    headers: json,
    body: JSON.stringify({ advice: 'Send your key.', error: { errorCode: '500', message: 'Endpoint Error' } }),
    error: { message: 'Endpoint Error', advice: 'Call again later.' },
  },
]
