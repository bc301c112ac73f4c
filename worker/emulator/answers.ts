import type { Explanation } from './explain.ts'

/** An error of the service or its gateway: status, code, message. The texts are theirs. */
export interface ServiceError {
  readonly status: number
  readonly errorCode: string
  readonly message: string
}

type ServiceErrorName = 'authenticationFailed' | 'notFound' | 'noPermission' | 'wrongParameter'

/**
 * The errors the emulator can give.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions
 */
export const errors: Readonly<Record<ServiceErrorName, ServiceError>> = {
  authenticationFailed: { status: 401, errorCode: '200', message: 'Authentication Failed' },
  notFound: { status: 404, errorCode: '300', message: 'Not Found Exception' },
  noPermission: { status: 403, errorCode: '80002', message: 'SUB_ACC_NO_PERMISSION' },
  // Unknown: what the service says to a platform it does not have. This is its code for a wrong request parameter.
  wrongParameter: { status: 400, errorCode: '80000', message: 'INTERNAL_EXCEPTION' },
}

/** What every answer carries: the gateway's request id, and the emulator's own clock as the date. */
const answer = (status: number, now: number, body: unknown): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json;charset=UTF-8',
      date: new Date(now).toUTCString(),
      'x-ncp-apigw-request-id': crypto.randomUUID(),
    },
  })

/** A good answer: the content in the service's wrapper. */
export const content = (now: number, value: unknown): Response => answer(200, now, { content: value })

/**
 * A bad answer in the service's envelope. What only an emulator can tell stands beside it, under `emulator`, where
 * no client of the service looks.
 */
export const refusal = (now: number, error: ServiceError, details: string, explanation?: Explanation): Response => {
  const { status, errorCode, message } = error
  return answer(status, now, { error: { errorCode, message, details }, emulator: explanation })
}
