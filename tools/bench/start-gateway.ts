import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Starts the gateway in its own process. */
export const startGateway = async () => {
  const child = fork(join(import.meta.dirname, 'gateway.ts'))
  const [port] = await once(child, 'message')
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}
