import { isNcloudError } from '../../lib/errors.ts'
import type { AnswerCase } from './answer-cases.ts'
import { key, page } from './proxies.ts'
import { hasRightHeaders } from './request-oracle.ts'

/**
 * What the proxy and the client may make of an answer of the gateway, written from their documents. It shares no code
 * with them.
 */

const runs = ['postAction', 'postTrigger']
const deletions = ['deletePackage', 'deleteAction', 'deleteTrigger', 'deleteTriggerLinkAction']

/** The fields that the default view may have, at any depth. */
const summary = 'name,description,type,runtime'
const activation = 'activationId,duration,start,end,name,namespace,subject,response,status,success'
const aPackage = `${summary},platform,namespace,resourceId,actions`
const action =
  'name,description,type,web,raw-http,custom-options,limits,timeout,memory,vpc,vpcNo,subnetNo,resourceId,namespace,path,exec,kind,binary,main,imageUri,components'
const trigger = 'name,description,type,resourceId,namespace,actions,cronOption,execOption,key,value'
const activations = 'activations,activationId,duration,status,totalCount'
export const defaultFields: Readonly<Record<string, string>> = {
  getPackageList: 'name,description',
  getPackage: aPackage,
  putPackage: aPackage,
  getActionList: `actions,${summary}`,
  getAction: action,
  putAction: action,
  postAction: `${activation},result`,
  getActionActivationList: activations,
  getActionActivationDetail: activation,
  getTriggerList: 'triggers,name,type',
  getTrigger: trigger,
  putTrigger: trigger,
  postTrigger: 'activationId',
  postTriggerLinkAction: 'action,name,path,namespace,status,trigger',
  getTriggerActivationList: activations,
  getTriggerActivationDetail: activation,
  getActivationList: activations,
}

/** Returns the names of the fields of a value, at any depth. The result of a run may have every field. */
export const fieldsOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [
        ...(Array.isArray(value) ? [] : [name]),
        ...(name === 'result' ? [] : fieldsOf(inner)),
      ])

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The meaning of an answer. */
export interface Meaning {
  /** The content, if it is the documented content of the operation. */
  readonly content?: unknown
  readonly isSuccess: boolean
  /** The code that the proxy must respond with. A success has none. */
  readonly code?: string
  /** Whether a run may have taken place. */
  readonly isUnknown: boolean
}

/** Returns what an answer means. */
export const meaningOf = ({ operation, status, failure }: AnswerCase, text: string): Meaning => {
  const isRun = runs.includes(operation)
  if (failure) return { isSuccess: false, code: 'upstream_unreachable', isUnknown: isRun }
  const body = Object(parse(text)) as { content?: unknown; error?: { errorCode?: unknown } }
  const { content } = body
  const isList = operation === 'getPackageList'
  const isObject = typeof content === 'object' && content !== null
  const isDeletion = deletions.includes(operation)
  const isDocumented = isDeletion ? status === 204 : isObject && Array.isArray(content) === isList
  const isFailedRun = operation === 'postAction' && status === 502 && isObject && Object.hasOwn(content, 'activationId')
  if (isDocumented && ((status > 199 && status < 300) || isFailedRun)) {
    return { isSuccess: true, content: isDeletion ? undefined : content, isUnknown: false }
  }
  const said = body.error?.errorCode
  const code = (typeof said === 'object' ? '' : `${said ?? ''}`).replace(/<[^<>]*>/g, ' ').trim()
  const isRejected = (status > 399 && status < 500) || (status === 503 && code === '500')
  return { isSuccess: false, code: proxyCodeOf(status, code), isUnknown: isRun && !isRejected }
}

const proxyCodeOf = (status: number, code: string): string => {
  if (/^\d{5}$/.test(code) && status > 399 && ![401, 407].includes(status)) return code
  if (status > 299 && status < 400) return 'upstream_redirect'
  if (status === 401 || code === '230') return 'upstream_auth_failed'
  if (status === 429 || status === 503) return 'upstream_busy'
  if (status === 504) return 'upstream_timeout'
  return status === 413 ? 'payload_too_large' : 'upstream_invalid_response'
}

type Check = readonly [isRight: boolean, mistake: string]
const mistakesOf = (checks: readonly Check[]): string[] =>
  checks.flatMap(([isRight, mistake]) => (isRight ? [] : [mistake]))

/** Whether a text shows a key, or the signature of a call. */
const showsSecret = (text: string, signature: string): boolean =>
  [key.accessKey, key.secretKey, signature].some((secret) => text.includes(secret))

/** Removes ids and codes of the gateway, which the proxy passes on. */
const withoutIds = (json: string): string =>
  json.replace(/"(requestId|upstreamRequestId|errorCode)":"[\w.:-]{0,64}"/g, '')

/** Returns what is wrong with the response of the proxy; nothing if all is right. */
export const judgeProxy = (
  answer: AnswerCase,
  meaning: Meaning,
  { status, headers }: Response,
  text: string,
  lines: readonly string[],
  signature: string,
): string[] => {
  const { operation, isFull } = answer
  const isDeletion = deletions.includes(operation)
  const everywhere: readonly Check[] = [
    [hasRightHeaders(headers), `headers ${JSON.stringify([...headers])}`],
    [headers.get('access-control-allow-origin') === page, 'no access for the page'],
    [!/CANARY/.test(JSON.stringify([...headers])), 'a header of the gateway'],
    [lines.length === 1 && !/CANARY/.test(withoutIds(`${lines}`)), `the log ${lines}`],
    [!showsSecret(`${text}${lines}${JSON.stringify([...headers])}`, signature), `a secret in ${text}`],
  ]
  // If a field has another type, the proxy removes the field or rejects the content.
  const isRejectedContent = meaning.isSuccess && status === 502 && /"code":"upstream_invalid_response"/.test(text)
  if (meaning.isSuccess && !isRejectedContent) {
    const expectedStatus = isDeletion ? 204 : answer.status === 502 ? 502 : 200
    const { content, ...more } = Object(parse(text)) as { content?: unknown }
    const allowed = defaultFields[operation]?.split(',') ?? []
    return mistakesOf([
      ...everywhere,
      [status === expectedStatus, `status ${status}`],
      [isDeletion ? text === '' : Object.keys(more).length === 0, `sent ${text}`],
      [isFull || fieldsOf(content).every((name) => allowed.includes(name)), `fields ${fieldsOf(content)}`],
      [isFull || !/secret (code|value|credential)/.test(text), `sent ${text}`],
    ])
  }
  const problem = Object(parse(text)) as Record<string, unknown> & { error?: { errorCode?: unknown } }
  const { code, outcome, retryable, advice } = problem
  const isService = /^\d{5}$/.test(`${code}`)
  const isUnknown = meaning.isUnknown || (meaning.isSuccess && runs.includes(operation))
  const invalid = ['upstream_invalid_response']
  // A response that is too large is invalid with every status.
  const isLarge = answer.body.length > 20_000 || Number(answer.headers['content-length']) > 20_000
  const expected = meaning.isSuccess ? invalid : [meaning.code, ...(isLarge ? invalid : [])]
  return mistakesOf([
    ...everywhere,
    [expected.includes(`${code}`), `the code ${code} instead of ${expected}`],
    [problem.status === status && problem.error?.errorCode === code, `the problem ${text}`],
    [isService ? status === answer.status : status > 399, `status ${status}`],
    [isService || !/CANARY/.test(withoutIds(text)), `text of the gateway in ${text}`],
    [
      isUnknown || isLarge ? outcome === (runs.includes(operation) ? 'unknown' : undefined) : !outcome,
      `the outcome ${outcome}`,
    ],
    [outcome !== 'unknown' || (retryable === false && /activation/.test(`${advice}`)), `the advice ${advice}`],
  ])
}

/** Returns what is wrong with the result of the client; nothing if all is right. */
export const judgeClient = (
  answer: AnswerCase,
  meaning: Meaning,
  result: { readonly content?: unknown; readonly error?: unknown },
): string[] => {
  const { error } = result
  if (error === undefined) {
    const isSame = JSON.stringify(result.content) === JSON.stringify(meaning.content)
    return mistakesOf([[meaning.isSuccess && isSame, `returned ${JSON.stringify(result.content)}`]])
  }
  if (!isNcloudError(error)) return [`threw ${error}`]
  const { message, code, outcome, operation } = error
  const isRun = runs.includes(answer.operation)
  const expectedOutcome = isRun ? (meaning.isUnknown ? 'unknown' : 'not_executed') : undefined
  return mistakesOf([
    [!meaning.isSuccess, `threw ${message}`],
    [operation === answer.operation && code !== '', `the code ${code}`],
    [outcome === expectedOutcome, `the outcome ${outcome}`],
    [message !== '' && !message.includes('\n') && !message.includes(key.secretKey), `the message ${message}`],
  ])
}
