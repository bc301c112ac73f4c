import { Agent, request } from 'node:http'
import { responseBody } from './fake-gateway.ts'

/** One keep-alive connection. */
export interface Connection extends Disposable {
  /**
   * Sends a GET request and reads the response.
   *
   * @returns The time in milliseconds.
   * @throws Error if the response is not the expected one.
   */
  measure(): Promise<number>
}

interface TextResponse {
  readonly status: number | undefined
  readonly text: string
}

/** Returns the packages with their fields in one order: the proxy writes them in another order than the gateway. */
const normalize = (text: string): string => {
  const { content } = JSON.parse(text) as { content: { name: string; description: string }[] }
  return JSON.stringify(content.map(({ name, description }) => ({ name, description })))
}

const expected = normalize(responseBody)

const get = (url: string, headers: Readonly<Record<string, string>>, agent: Agent): Promise<TextResponse> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers, timeout: 10_000 }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
      response.on('error', reject)
    })
    sent.on('timeout', () => sent.destroy(new Error('timeout: no response within 10 s')))
    sent.on('error', reject)
    sent.end()
  })

/** Returns a connection, which opens with the first request. */
export const connect = (url: string, headers: Readonly<Record<string, string>>): Connection => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    async measure() {
      const start = performance.now()
      const { status, text } = await get(url, headers, agent)
      const ms = performance.now() - start
      if (status !== 200 || normalize(text) !== expected) {
        throw new Error(`unexpected response with status ${status}: ${text.slice(0, 200)}`)
      }
      return ms
    },
    [Symbol.dispose]() {
      agent.destroy()
    },
  }
}
