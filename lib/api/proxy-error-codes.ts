import { NAME_RULE } from './resource-names.ts'

/** The proxy's own error codes. Errors of the service pass through the proxy with their own codes. */
export type ProxyErrorCode =
  | 'method_not_allowed'
  | 'uri_too_long'
  | 'headers_too_large'
  | 'invalid_host'
  | 'misconfigured'
  | 'dev_host'
  | 'origin_not_allowed'
  | 'cross_site_blocked'
  | 'unauthenticated'
  | 'invalid_token'
  | 'auth_unavailable'
  | 'rate_limited'
  | 'limiter_unavailable'
  | 'insufficient_scope'
  | 'not_found'
  | 'invalid_query'
  | 'invalid_name'
  | 'unsupported_media_type'
  | 'payload_too_large'
  | 'request_timeout'
  | 'invalid_json'
  | 'invalid_body'
  | 'upstream_auth_failed'
  | 'upstream_redirect'
  | 'upstream_invalid_response'
  | 'upstream_unreachable'
  | 'upstream_busy'
  | 'upstream_timeout'
  | 'internal'

/** The texts of one error code. They never repeat anything of a request. */
export interface ProxyErrorText {
  /** One sentence: what failed. */
  readonly message: string
  /** One sentence: what to do next. */
  readonly advice: string
}

/** The texts of the proxy's own error codes. `worker/proxy/problem.ts` adds the HTTP status of each. */
export const proxyErrors: Readonly<Record<ProxyErrorCode, ProxyErrorText>> = {
  method_not_allowed: {
    message: 'The proxy does not serve this method at this path.',
    advice: 'Use one of the methods in the `Allow` header.',
  },
  uri_too_long: { message: 'The URL is too long.', advice: 'Keep the URL within 4096 characters.' },
  headers_too_large: {
    message: 'The request headers are too large.',
    advice: 'Keep all headers together within 16384 characters.',
  },
  invalid_host: {
    message: 'The `Host` header is invalid.',
    advice: 'Send the host of the proxy in the `Host` header.',
  },
  misconfigured: {
    message: 'The configuration of the proxy is missing or invalid.',
    advice: 'Run `npm run check-config`, or deploy again while `npx wrangler tail` runs: the log names what to fix.',
  },
  dev_host: {
    message: 'This proxy is for development and serves localhost only.',
    advice: 'Call the proxy as localhost, 127.0.0.1 or [::1].',
  },
  origin_not_allowed: {
    message: "The proxy does not allow this page's origin.",
    advice:
      'Add the origin to `ALLOWED_ORIGINS`, and to `origins` of the caller if it has that list, or open the page on the origin of the proxy.',
  },
  cross_site_blocked: {
    message: 'The proxy rejects a request that another site starts without CORS.',
    advice: 'Open the page by its own URL, or call the proxy with `fetch` from an origin in `ALLOWED_ORIGINS`.',
  },
  unauthenticated: {
    message: 'The request has no caller token.',
    advice: 'Send the header `Authorization: Bearer <token>`, or sign in if Cloudflare Access protects the proxy.',
  },
  invalid_token: {
    message: 'The caller token is invalid or expired.',
    advice: 'Send a current token of this proxy: its operator creates one with `npm run -s caller -- <id>`.',
  },
  auth_unavailable: {
    message: 'The proxy could not check the token: the key set of Cloudflare Access is not available.',
    advice: 'Try again in a second.',
  },
  rate_limited: {
    message: 'There were too many requests.',
    advice: 'Wait as many seconds as the `Retry-After` header says, then try again.',
  },
  limiter_unavailable: {
    message: 'The proxy could not check the rate limit, so it did not send the request.',
    advice: 'Try again in a second.',
  },
  insufficient_scope: {
    message: 'The caller has no permission for this operation.',
    advice:
      'Add the operation to `ALLOWED_OPERATIONS` and to `operations` of the caller, and an action to run to `ALLOWED_ACTIONS` and `actions` too.',
  },
  not_found: {
    message: 'The proxy does not serve this path.',
    advice:
      'Use a path of the gateway, for example `/ncf/api/v2/packages`, in an API version that the site of the proxy has.',
  },
  invalid_query: {
    message: 'The query is invalid.',
    advice:
      'Send each documented parameter at most once, with a documented value and a platform that the region of the proxy has.',
  },
  invalid_name: {
    message: 'A name in the path is invalid.',
    advice: `A name has ${NAME_RULE}; an activation id has 32 letters and digits.`,
  },
  unsupported_media_type: {
    message: 'The body is not declared as JSON.',
    advice: 'Send the body with the header `Content-Type: application/json`.',
  },
  payload_too_large: {
    message: 'The body is too large.',
    advice:
      'Keep the body within `MAX_BODY_BYTES`, or `MAX_CODE_BYTES` for `putAction`, and send none with an operation that has no body.',
  },
  request_timeout: {
    message: 'The body did not arrive in time.',
    advice: 'Send the body faster, or raise `BODY_TIMEOUT_MS`.',
  },
  invalid_json: {
    message: 'The body is not valid JSON.',
    advice:
      'Send JSON in UTF-8 without repeated keys, without numbers that a double cannot hold, at most 100 levels deep and with at most 200000 values.',
  },
  invalid_body: {
    message: 'The body is not an object with the fields of this operation.',
    advice: 'Send an object that has only documented fields of the operation.',
  },
  upstream_auth_failed: {
    message: 'The gateway rejected the access key or the signature of the proxy.',
    advice:
      'Check `NCLOUD_ACCESS_KEY` and `NCLOUD_SECRET_KEY`, the subscription of the account to Cloud Functions, and the clock of the proxy.',
  },
  upstream_redirect: {
    message: 'The gateway responded with a redirect, which the proxy never follows.',
    advice: 'Check `NCLOUD_SITE` and `NCLOUD_REGION`.',
  },
  upstream_invalid_response: {
    message: 'The response of the gateway is too large or not a documented one.',
    advice: 'Check `NCLOUD_SITE`, `NCLOUD_REGION` and `MAX_RESPONSE_BYTES`.',
  },
  upstream_unreachable: {
    message: 'The proxy could not reach the gateway.',
    advice: 'Try again in a few seconds; if `outcome` is `unknown`, look for an activation of the run first.',
  },
  upstream_busy: {
    message: 'The gateway is busy, or could not reach the service.',
    advice:
      'Wait as many seconds as the `Retry-After` header says, then try again; if `outcome` is `unknown`, look for an activation of the run first.',
  },
  upstream_timeout: {
    message: 'The gateway did not respond in time.',
    advice: 'Try again in a few seconds; if `outcome` is `unknown`, look for an activation of the run first.',
  },
  internal: {
    message: 'The proxy failed.',
    advice: 'Look in the log of the proxy for the request id.',
  },
}
