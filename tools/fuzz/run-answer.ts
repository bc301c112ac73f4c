import { createTransport } from '../../lib/core.ts'
import { type Fetch, operations } from '../../lib/index.ts'
import { createProxy } from '../../worker/proxy/app.ts'
import { type AnswerCase, createAnswerCase } from './answer-cases.ts'
import { judgeClient, judgeProxy, meaningOf } from './answer-oracle.ts'
import { configOf, key, page, proxies } from './proxies.ts'
import { createRandom } from './random.ts'
import type { Verdict } from './run-request.ts'

const id = '0123456789abcdef0123456789abcdef'

/** The names of every path. */
const names: Readonly<Record<string, string>> = {
  packageName: 'package001',
  actionName: 'hello',
  triggerName: 'daily',
  activationId: id,
}

const fill = (text: string, signature: string): string =>
  text.replaceAll('{{key}}', key.accessKey).replaceAll('{{signature}}', signature)

let answer: AnswerCase
let text = ''
let signature = ''
const lines: string[] = []

/** The gateway of the current case. */
const gateway: Fetch = async (_, init) => {
  signature = new Headers(init.headers).get('x-ncp-apigw-signature-v2') ?? ''
  const { status, failure, body } = answer
  const bytes = typeof body === 'string' ? new TextEncoder().encode(fill(body, signature)) : new Uint8Array(body)
  text = new TextDecoder().decode(bytes)
  if (failure === 'no response') throw new TypeError(`fetch failed: CANARY ${key.accessKey} ${signature}`)
  const broken = new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes.slice(0, 5))
      controller.error(new TypeError('CANARY'))
    },
  })
  const isEmpty = [204, 304].includes(status)
  const headers = Object.entries(answer.headers).map(([name, value]): [string, string] => [
    name,
    fill(value, signature),
  ])
  return new Response(isEmpty ? null : failure ? broken : bytes, { status, headers })
}

const [open] = proxies as [(typeof proxies)[number]]
const allOperations = Object.keys(operations)
const createApp = (permissions: readonly string[]) =>
  createProxy(
    { ...configOf(open), ALLOWED_OPERATIONS: permissions.join() },
    { fetch: gateway, log: (line) => lines.push(line), sleep: async () => {}, random: () => 0 },
  )
const apps = { default: createApp(allOperations), full: createApp(allOperations.map((each) => `${each}:full`)) }
const transport = createTransport({ ...key, fetch: gateway })

/** Answers a call of the proxy and a call of the client, and judges what they make of it. */
export const runAnswer = async (seed: number, index: number): Promise<Verdict> => {
  answer = createAnswerCase(createRandom(seed, index))
  const operation = operations[answer.operation as keyof typeof operations]
  lines.length = 0
  const isBodyless = [204, 304].includes(answer.status)
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '')
  const { method, body } = operation
  const response = await apps[answer.isFull ? 'full' : 'default'].request(
    `https://edge.example.dev/ncf/api/v2${path}`,
    {
      method,
      headers: { authorization: `Bearer ${open.callers[0]?.token}`, 'content-type': 'application/json', origin: page },
      ...(body && { body: '{}' }),
    },
  )
  const responseText = await response.text()
  const meaning = meaningOf(answer, isBodyless ? '' : text)
  const logged = lines.splice(0)
  const mistakes = judgeProxy(answer, meaning, response, responseText, logged, signature)

  const params = Object.fromEntries(
    [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, names[name]]),
  )
  const result = await transport
    .call(operation, params, {}, (all) => ({ params: all, ...(body && { body: {} }) }))
    .then(
      (content) => ({ content }),
      (error: unknown) => ({ error }),
    )
  return {
    kind: meaning.isSuccess ? 'success' : (meaning.code ?? ''),
    mistakes: [...mistakes, ...judgeClient(answer, meaning, result).map((mistake) => `client: ${mistake}`)],
    input: answer,
  }
}
