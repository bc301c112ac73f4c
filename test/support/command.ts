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

/** One of the project's commands that goes on running, ready once it has printed its address. */
export const start = async (script: string, ...more: string[]) => {
  const port = await freePort()
  const child = spawn('npm', ['run', script, '--', '--port', `${port}`, ...more], { cwd: root, detached: true })
  let printed = ''
  const address = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      // Vite sets the port in bold wherever it believes in colours, as it does under CI=true.
      printed += stripVTControlCharacters(`${chunk}`)
      const found = printed.match(new RegExp(`http://(localhost|127\\.0\\.0\\.1):${port}`))
      if (found) resolve(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => reject(new Error(`npm run ${script} ended:\n${printed}`)))
  })
  return {
    origin: await address,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      // The group: npm, its shell, and what that started.
      if (child.pid) process.kill(-child.pid)
      await ended
    },
  }
}
