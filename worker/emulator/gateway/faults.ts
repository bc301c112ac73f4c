import { errors, ServiceError } from '../errors.ts'

/** A failure that the emulator produces on request, to test how a client handles it. */
export type Fault =
  /** Too many requests: status `429`, code 410. The operation is not executed. */
  | { readonly kind: '429' }
  /** The gateway cannot reach the service: status `503`, code 500. The operation is not executed. */
  | { readonly kind: '503' }
  /** An HTML error page from in front of the gateway: status `502`. The operation is not executed. */
  | { readonly kind: 'html' }
  /** The response is delayed by `ms`. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The operation is executed, but the response breaks off in the middle. */
  | { readonly kind: 'cut' }
  /** The clock of the gateway is ahead by `ms`; a negative number puts it behind. */
  | { readonly kind: 'clock'; readonly ms: number }

/** The header that selects a fault, if the option `faultHeader` is set. */
export const FAULT_HEADER = 'x-emulator-fault'

/** Faults that have no value in the header. */
const plainFaults: Readonly<Record<string, Fault>> = {
  429: { kind: '429' },
  503: { kind: '503' },
  html: { kind: 'html' },
  cut: { kind: 'cut' },
}

/**
 * Reads the fault header, such as `429`, `delay=1500` or `clock=-400000`.
 *
 * @throws ServiceError for an unknown fault.
 */
export const readFaultHeader = (headers: Headers): Fault | undefined => {
  const text = headers.get(FAULT_HEADER)
  if (text === null) return undefined
  const plain = Object.hasOwn(plainFaults, text) ? plainFaults[text] : undefined
  if (plain) return plain
  const [, kind, ms] = /^(delay|clock)=(-?\d{1,12})$/.exec(text) ?? []
  if (kind === 'delay' || kind === 'clock') return { kind, ms: Number(ms) }
  throw new ServiceError(
    errors.badRequest,
    `${FAULT_HEADER} must be 429, 503, html, cut, delay={ms} or clock={ms}, such as delay=1500: the emulator received ${JSON.stringify(text)}`,
  )
}

const HTML = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'

/**
 * Returns the response of a fault that prevents the operation, or `undefined` for other faults.
 *
 * @throws ServiceError for the faults `429` and `503`.
 */
export const createFaultResponse = ({ kind }: Fault): Response | undefined => {
  if (kind === '429') throw new ServiceError(errors.throttled, 'The request selected this fault.')
  if (kind === '503') throw new ServiceError(errors.endpoint, 'The request selected this fault.')
  return kind === 'html'
    ? new Response(HTML, { status: 502, headers: { 'content-type': 'text/html; charset=UTF-8' } })
    : undefined
}

/** Returns a response with the first half of the body, followed by an error. */
export const cutOff = async (response: Response): Promise<Response> => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const half = bytes.slice(0, Math.floor(bytes.length / 2))
  let isSent = !half.length
  const body = new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError('The response was cut off.'))
      else controller.enqueue(half)
      isSent = true
    },
  })
  // A response with status 204 cannot have a body that breaks off.
  const status = response.status === 204 ? 200 : response.status
  return new Response(body, { status, headers: response.headers })
}
