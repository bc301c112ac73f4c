/** A response as it arrived, with the error that the client made of it. */
export interface RecordedResponse {
  /** 0 for a request that the client did not send. */
  readonly status: number
  /** The parsed JSON; `undefined` if the body is not JSON. */
  readonly body: unknown
  readonly isEmpty: boolean
  /** The client's own code, such as `invalid_response`, if the client could not decode the response. */
  readonly clientCode: string | undefined
  readonly clientMessage: string | undefined
}

/** The result of a request that the client rejects without sending it. */
export const notSent: RecordedResponse = {
  status: 0,
  body: undefined,
  isEmpty: true,
  clientCode: undefined,
  clientMessage: undefined,
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isSuccess = ({ status }: RecordedResponse): boolean => status >= 200 && status < 300

/** Returns the content of a response, if it has any. */
export const contentOf = ({ body }: RecordedResponse): unknown => (isObject(body) ? body.content : undefined)

/** Returns the error of a response, if it has one. */
export const errorOf = ({ body }: RecordedResponse): Record<string, unknown> | undefined =>
  isObject(body) && isObject(body.error) ? body.error : undefined
