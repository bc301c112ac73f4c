import type { ClientErrorCode, GatewayErrorCode, ServiceErrorCode } from './error-meanings.ts'

const CALL_LATER = 'Call again later.'
const SLOW_DOWN = 'Call again later, and less often.'
const SUPPORT =
  'Call again in a few minutes; if it fails again, quote requestId (behind a proxy, upstreamRequestId of its log) to NAVER Cloud support.'
const NETWORK = 'Call again in a few minutes.'
const OTHER_PLATFORM = 'Pass the other platform.'
const PERMISSION = 'Give the sub account the permission in the console, such as View/getPackageList.'
const BASE_URL = 'Check baseUrl: the response may come from another server.'
const LINK_NAMES = 'Pass actionName and packageName as text; - means without a package.'
const SUBNET = 'Check the VPC and the subnet of the action, then call again.'
const WAIT = 'Check activationId, or read the activation again in a minute.'

/**
 * The advice for the codes of the client, the gateway and the service: one sentence for each. It is apart from the
 * meanings, because every client has the advice in its bundle.
 */
export const errorAdvice: Readonly<Record<ClientErrorCode | GatewayErrorCode | ServiceErrorCode, string>> = {
  network: 'Check the network. If the browser reports a CORS error, allow the origin of the page in the proxy.',
  timeout: 'Raise timeoutMs, or check the network.',
  redirect: 'Check baseUrl, site and region.',
  http_error: BASE_URL,
  invalid_response: BASE_URL,
  response_too_large: 'Raise maxResponseBytes, or check baseUrl.',

  100: 'Send the request over HTTPS, in UTF-8.',
  200: 'Check accessKey, secretKey and the clock of this machine.',
  210: 'Subscribe to Cloud Functions in the console, and check site and region.',
  230: PERMISSION,
  300: 'Check site, region and apiVersion.',
  400: 'Call again later, or raise the quota in the console.',
  410: SLOW_DOWN,
  420: SLOW_DOWN,
  430: 'Send a smaller body: for an action, a smaller zip file.',
  500: CALL_LATER,
  510: 'Check whether the call took effect before you call again.',
  900: SUPPORT,

  80000: 'Correct the parameter that the message names.',
  80002: PERMISSION,
  80031: SUPPORT,
  80101: 'Check packageName, or create the package first.',
  80102: OTHER_PLATFORM,
  80109: 'Delete the actions of the package first.',
  80301: 'Check packageName and actionName, or create the action first.',
  80302: OTHER_PLATFORM,
  80306: 'Pass exec, limits and, on the vpc platform, vpc.',
  80322: WAIT,
  80324: 'Unlink the action from a trigger first.',
  80501: 'Check triggerName, or create the trigger first.',
  80502: OTHER_PLATFORM,
  80511: 'Pass parameters as a JSON object.',
  80512: 'Link an action to the trigger first.',
  80517: WAIT,
  80518: WAIT,
  80519: 'Unlink an action from the trigger first.',
  80520: LINK_NAMES,
  80521: LINK_NAMES,
  80901: 'Nothing is left to do: the link exists.',
  81002: PERMISSION,
  81311: SUBNET,
  81312: SUBNET,
  81313: NETWORK,
  81314: NETWORK,
}

/**
 * Returns what to do about an error code of the client, the gateway or the service.
 *
 * @returns `''` for an unknown code.
 */
export const adviceFor = (code: string): string =>
  Object.hasOwn(errorAdvice, code) ? errorAdvice[code as keyof typeof errorAdvice] : ''
