import { Agent, request } from 'node:http'
import { answer } from './gateway.ts'

/** One connection, which is kept. */
export interface Connection extends Disposable {
  /**
   * Asks and reads the answer to its end.
   *
   * @returns How long it took, in milliseconds.
   * @throws Error for whatever is not the expected answer.
   */
  ask(): Promise<number>
}

/** A list of two packages, as every target is expected to answer it. */
const expected = JSON.stringify(sorted(JSON.parse(answer)))

/** The proxy has the fields of an entry in an order of its own. */
function sorted({ content }: { content: { name: string; description: string }[] }): unknown {
  return content.map(({ name, description }) => ({ name, description }))
}

/** Opens a connection when it is first asked. */
export const connect = (url: string, headers: Readonly<Record<string, string>>): Connection => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    async ask() {
      const start = performance.now()
      const { status, text } = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
        const sent = request(url, { agent, headers, timeout: 10_000 }, (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (part: string) => {
            text += part
          })
          response.on('end', () => resolve({ status: response.statusCode, text }))
          response.on('error', reject)
        })
        sent.on('timeout', () => sent.destroy(new Error('no answer in ten seconds')))
        sent.on('error', reject)
        sent.end()
      })
      const ms = performance.now() - start
      if (status !== 200 || JSON.stringify(sorted(JSON.parse(text))) !== expected) {
        throw new Error(`${status}: ${text.slice(0, 200)}`)
      }
      return ms
    },
    [Symbol.dispose]() {
      agent.destroy()
    },
  }
}
