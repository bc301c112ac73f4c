import { beforeAll, describe, expect, test } from 'vitest'
import { vectorTime } from '../conformance/vectors.ts'
import { type Behavior, type ConnectionBehavior, startFailingServer } from '../support/failing-server.ts'
import { type CallKind, type ClientCall, type ClientCallResult, callKinds, transportNames } from './client-calls.ts'
import { runtimes } from './runtimes.ts'
import { failingServers, good, workingServers } from './server-cases.ts'

interface ServerCase {
  readonly server: string
  readonly behaviors: readonly (Behavior | ConnectionBehavior)[]
  readonly isClosed?: true
  readonly isTooSlow?: true
  readonly keepsConnection?: true
}

/** A call with its result, and the requests that reached the server. */
interface RecordedCall extends ClientCall, ClientCallResult {
  readonly name: string
  readonly heads: readonly string[]
  readonly requestCount: number
  readonly connectionCount: number
}

const servers: readonly ServerCase[] = [...failingServers, ...workingServers]
const combinations = servers.flatMap((row) =>
  transportNames.flatMap((transport) => callKinds.map((kind) => ({ row, transport, kind }))),
)

const isRun = (kind: CallKind): boolean => kind === 'run' || kind === 'fire'

const timestampsOf = (heads: readonly string[]): number[] =>
  heads.map((head) => Number(/^x-ncp-apigw-timestamp: (\d+)/im.exec(head)?.[1]))

describe.for(runtimes)('on %s', ([runtime, runProgram]) => {
  const recorded = new Map<string, RecordedCall[]>()
  const callsTo = (server: string): readonly RecordedCall[] => {
    const calls = recorded.get(server) ?? []
    expect(calls).toHaveLength(transportNames.length * callKinds.length)
    return calls
  }
  let requestsToOtherOrigin = Number.NaN

  // Each call has a server of its own, and the runtime is started once.
  beforeAll(async () => {
    await using stack = new AsyncDisposableStack()
    const other = stack.use(await startFailingServer([good]))
    const started = await Promise.all(
      combinations.map(async ({ row, transport, kind }) => {
        const gateway = stack.use(await startFailingServer(row.behaviors, other.origin))
        const call: ClientCall = {
          transport,
          kind,
          origin: gateway.origin,
          hasShortTimeout: row.isTooSlow ?? false,
          reusesConnection: row.keepsConnection ?? false,
        }
        return { row, gateway, call }
      }),
    )
    // After all servers are started, so that no other server gets the port of a closed one.
    await Promise.all(started.filter(({ row }) => row.isClosed).map(({ gateway }) => gateway.close()))
    const results = await runProgram(
      'makeCalls',
      started.map(({ call }) => call),
    )
    for (const [index, { row, gateway, call }] of started.entries()) {
      const result: RecordedCall = {
        ...call,
        ...(results[index] as ClientCallResult),
        name: `${call.transport}, ${call.kind}`,
        heads: [...gateway.heads],
        requestCount: gateway.requestCount(),
        connectionCount: gateway.connectionCount(),
      }
      recorded.set(row.server, [...(recorded.get(row.server) ?? []), result])
    }
    requestsToOtherOrigin = other.requestCount()
  })

  describe('#36 the client makes exactly the retries of its policy', () => {
    test.for(failingServers)('if the server $server', (given) => {
      const row = { ...given, ...given.onRuntime?.[runtime] }
      for (const call of callsTo(row.server)) {
        const { kind, name, error, content, message, outcome, delays, heads, requestCount } = call
        const hasRetries = call.transport === 'withRetries'
        const attempts = hasRetries ? row.attempts[kind] : 1
        const canRuntimeRetry = kind === 'read' || kind === 'put'
        const runtimeRetries =
          (canRuntimeRetry && row.runtimeRetries && { each: attempts, once: 1 }[row.runtimeRetries]) || 0
        const expectedRequests = attempts + runtimeRetries
        const ownRequests = requestCount - (row.keepsConnection ? 1 : 0)
        expect(ownRequests, `${name} ${message}`).toBe(row.isClosed ? 0 : expectedRequests)
        if (row.keepsConnection) expect(call.connectionCount, 'one connection is reused').toBe(requestCount - 1)
        expect(delays, name).toEqual((row.delays ?? [100, 200]).slice(0, attempts - 1))
        if (row.clockCorrectionMs !== undefined) {
          const times = [vectorTime, vectorTime + row.clockCorrectionMs]
          expect(timestampsOf(heads), name).toEqual(times.slice(0, attempts))
        }
        if (row.recovers && expectedRequests > 1) {
          expect([message, content], name).toEqual([undefined, '{"name":"shop"}'])
          continue
        }
        expect(error, `${name} ${message} ${content}`).toEqual({
          code: row.code,
          status: row.status,
          retryable: isRun(kind) ? row.retryable.runs : row.retryable.others,
          attempts: hasRetries ? attempts : undefined,
          retryAfterMs: hasRetries ? row.retryAfterMs : undefined,
        })
        if (!hasRetries && row.message) expect(message).toMatch(row.message)
        if (isRun(kind)) expect(outcome, name).toBe(row.outcome)
      }
    })
  })

  describe('the client returns the content', () => {
    test.for(workingServers)('if the server $server', ({ server, content: expected }) => {
      for (const { name, message, content, requestCount } of callsTo(server)) {
        expect([message, content, requestCount], name).toEqual([undefined, expected, 1])
      }
    })
  })

  test('the client follows no redirect, sends no cookie, and sends length and type of each body', () => {
    expect(requestsToOtherOrigin).toBe(0)
    const heads = [...recorded.values()].flat().flatMap(({ heads }) => heads)
    expect(heads.length).toBeGreaterThan(combinations.length)
    expect(heads.filter((head) => /^cookie:/im.test(head))).toEqual([])
    const posts = heads.filter((head) => head.startsWith('POST'))
    expect(posts.length).toBeGreaterThan(3 * servers.length)
    const bodyHeader = /^(content-(?:length|type)|transfer-encoding): (.*)$/gim
    const bodyHeaders = posts.map((head) =>
      [...head.matchAll(bodyHeader)]
        .map(([header]) => header.toLowerCase())
        .sort()
        .join(),
    )
    const expected = /^content-length: [1-9]\d*,content-type: application\/json$/
    expect(bodyHeaders.filter((headers) => !expected.test(headers))).toEqual([])
  })

  test('#36 the client never retries a run', () => {
    const runs = [...recorded.values()].flat().filter(({ kind }) => isRun(kind))
    expect(runs.length).toBe(combinations.length * (2 / callKinds.length))
    expect(runs.filter((run) => run.requestCount > (run.reusesConnection ? 2 : 1))).toEqual([])
  })
})
