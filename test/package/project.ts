import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin, root, run } from '../support/run.ts'

/** Runs npm, by default in the project's root. */
export const npm = (args: readonly string[], folder?: string): Promise<string> => run('npm', args, folder)

/** The project of a user: an empty folder with the packed package installed, without any registry. */
export interface UserProject extends AsyncDisposable {
  readonly folder: string
  /** Paths of the files in the package. */
  readonly packed: readonly string[]
}

/** Builds and packs the package in a folder of its own, so that test files can do this at the same time. */
const pack = async (parent: string): Promise<{ readonly filename: string; readonly files: { path: string }[] }> => {
  const stage = join(parent, 'stage')
  await run(bin('tsc'), ['-p', 'tsconfig.build.json', '--outDir', join(stage, 'dist/npm')])
  const { files }: { files: string[] } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  for (const file of ['package.json', ...files.filter((each) => !each.startsWith('dist/'))]) {
    await cp(join(root, file), join(stage, file), { recursive: true })
  }
  const [packed] = JSON.parse(await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', parent], stage))
  return packed
}

/** Packs the package and installs it in a new project. */
export const createUserProject = async (): Promise<UserProject> => {
  const parent = await mkdtemp(join(tmpdir(), 'ncf-'))
  const folder = join(parent, 'project')
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), '{"type":"module","private":true}')
  const { filename, files } = await pack(parent)
  await npm(['install', '--prefix', folder, '--offline', '--ignore-scripts', join(parent, filename)])
  return {
    folder,
    packed: files.map(({ path }) => path),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }),
  }
}

/** Adds the peer dependencies of the proxy, and the sources for examples that import them. */
export const addForExamples = async ({ folder }: UserProject): Promise<void> => {
  for (const name of ['hono', 'jose']) {
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  await symlink(join(root, 'lib'), join(folder, 'lib'))
}
