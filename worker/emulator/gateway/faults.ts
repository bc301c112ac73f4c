import { errors, Refusal, type ServiceError } from './responses.ts'

/** What goes wrong on demand. */
export type Fault =
  /** Too fast: `429`, code 410; nothing is done. */
  | { readonly kind: '429' }
  /** The gateway cannot reach the service: `503`, code 500; nothing is done. */
  | { readonly kind: '503' }
  /** A page of the edge before the gateway, with status `502`; nothing is done. */
  | { readonly kind: 'html' }
  /** The answer comes later by `ms`. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** What was asked for is done, but the answer breaks off halfway. */
  | { readonly kind: 'cut' }
  /** The gateway's clock is ahead by `ms`, or behind if that is negative. */
  | { readonly kind: 'clock'; readonly ms: number }

/** The header that asks for a fault, where the emulator listens to it. */
export const FAULT_HEADER = 'x-emulator-fault'

/** Reads the header: `429`, `503`, `html`, `cut`, `delay=1500`, `clock=-400000`. */
export const faultOf = (headers: Headers): Fault | undefined => {
  const text = headers.get(FAULT_HEADER)
  if (text === null) return undefined
  const [, kind, ms] = /^(?:(429|503|html|cut)|(?:(?:delay|clock)=-?\d{1,12}))$/.test(text)
    ? (/^([a-z0-9]+)=?(.*)$/.exec(text) as unknown as [string, Fault['kind'], string])
    : []
  if (kind === 'delay' || kind === 'clock') return { kind, ms: Number(ms) }
  if (kind) return { kind }
  throw new Refusal(errors.badRequest, `${FAULT_HEADER} must be 429, 503, html, cut, delay={ms} or clock={ms}`)
}

const pages: Readonly<Partial<Record<Fault['kind'], ServiceError>>> = {
  429: errors.throttled,
  503: errors.endpoint,
}

const HTML = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'

/** The answer of a fault that lets nothing through. */
export const faultAnswer = ({ kind }: Fault): Response | undefined => {
  const error = pages[kind]
  if (error) throw new Refusal(error, 'Asked for.')
  return kind === 'html'
    ? new Response(HTML, { status: 502, headers: { 'content-type': 'text/html; charset=UTF-8' } })
    : undefined
}

/** The first half of an answer, and then an error where the rest should be. */
export const cut = async (response: Response): Promise<Response> => {
  const whole = new Uint8Array(await response.arrayBuffer())
  const half = whole.slice(0, Math.floor(whole.length / 2))
  let isSent = !half.length
  const body = new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError('The answer was cut off.'))
      else controller.enqueue(half)
      isSent = true
    },
  })
  // 204 can have no body to break off.
  const status = response.status === 204 ? 200 : response.status
  return new Response(body, { status, headers: response.headers })
}
