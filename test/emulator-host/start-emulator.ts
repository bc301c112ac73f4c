import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { developmentCredentials } from '../../worker/emulator/index.ts'
import { root } from '../support/run.ts'

/** Sends a signed request, and returns status and content of the response. */
export type Call = (method: string, target: string, body?: unknown) => Promise<[status: number, content: unknown]>

/** Creates a function that calls the emulator with the first development key. */
export const createCall = (origin: string): Call => {
  const [{ accessKey, secretKey }] = developmentCredentials
  return async (method, target, body) => {
    const timestamp = String(Date.now())
    const response = await fetch(origin + target, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        'content-type': 'application/json',
        'x-ncp-apigw-timestamp': timestamp,
        'x-ncp-iam-access-key': accessKey,
        'x-ncp-apigw-signature-v2': createHmac('sha256', secretKey)
          .update(`${method} ${target}\n${timestamp}\n${accessKey}`)
          .digest('base64'),
      },
    })
    const text = await response.text()
    return [response.status, text && (JSON.parse(text).content ?? JSON.parse(text).error)]
  }
}

/** Starts `npm run emulator`, but without npm, which does not pass signals on. Resolves when it prints its URL. */
export const startEmulator = async (...args: string[]) => {
  const child = spawn(process.execPath, ['tools/emulator.ts', '--port', '0', ...args], { cwd: root })
  let printed = ''
  const ended = once(child, 'exit')
  const origin = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk
      const found = /The emulator is ready: (http:\/\/\S+)/.exec(printed)
      if (found?.[1]) resolve(found[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    ended.then(() => reject(new Error(`the emulator ended:\n${printed}`)))
  })
  return {
    origin,
    call: createCall(origin),
    printed: () => printed,
    /** Ends it and waits for its pipes to close: then all processes that it started have ended. */
    async end(signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
      const closed = once(child, 'close')
      child.kill(signal)
      await closed
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}
