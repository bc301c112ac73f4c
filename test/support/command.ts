import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import { root } from './run.ts'

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

interface CommandOptions {
  /** More environment variables. */
  readonly env?: Readonly<Record<string, string>>
  /** Receives the process group as soon as it exists. */
  readonly onStart?: (group: number) => void
}

/** Starts a command of package.json that serves HTTP, and waits until it prints its URL. */
export const startCommandWith = async ({ env, onStart }: CommandOptions, script: string, ...args: string[]) => {
  const port = await freePort()
  const child = spawn('npm', ['run', script, '--', '--port', `${port}`, ...args], {
    cwd: root,
    detached: true,
    env: { ...process.env, ...env },
  })
  if (child.pid) onStart?.(child.pid)
  let output = ''
  const origin = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      // Vite prints the port in bold if it detects colour support, for example when CI=true.
      output += stripVTControlCharacters(`${chunk}`)
      const found = output.match(new RegExp(`http://(localhost|127\\.0\\.0\\.1):${port}`))
      if (found) resolve(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => reject(new Error(`npm run ${script} exited:\n${output}`)))
  })
  return {
    origin: await origin,
    port,
    async [Symbol.asyncDispose]() {
      const exited = once(child, 'exit')
      // The process group: npm, its shell, and the programs that the shell started.
      if (child.pid) process.kill(-child.pid)
      await exited
    },
  }
}

/** Starts a command of package.json that serves HTTP, and waits until it prints its URL. */
export const startCommand = (script: string, ...args: string[]) => startCommandWith({}, script, ...args)
