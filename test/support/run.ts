import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** The root folder of the project. */
export const root: string = join(import.meta.dirname, '../..')

/** Returns the path of a program in the project's dependencies. */
export const bin = (name: string): string => join(root, 'node_modules/.bin', name)

/** Runs a program and returns its standard output. If it fails, the error has everything that it printed. */
export const run = async (program: string, args: readonly string[], cwd = root): Promise<string> => {
  try {
    return (await execute(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error })
  }
}

/** Calls a function with a temporary folder, and deletes the folder afterwards. */
export const withFolder = async <T>(use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'ncf-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
