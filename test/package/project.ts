import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run } from '../support/run.ts'

/** Runs npm in the project's root. */
export const npm = (...args: string[]): Promise<string> => run('npm', args)

/** The project of a user: an empty folder with the packed package installed, without any registry. */
export interface UserProject extends AsyncDisposable {
  readonly folder: string
}

/** Packs what `npm run build` made, and installs it. */
export const createUserProject = async (): Promise<UserProject> => {
  const parent = await mkdtemp(join(tmpdir(), 'ncf-'))
  const folder = join(parent, 'project')
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), '{"type":"module","private":true}')
  await npm('pack', '--silent', '--ignore-scripts', '--pack-destination', parent)
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const tarball = join(parent, `ncloud-functions-${version}.tgz`)
  await npm('install', '--prefix', folder, '--offline', '--ignore-scripts', tarball)
  return { folder, [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }) }
}

/** Adds what a user of the proxy installs besides, and the sources for examples that import them. */
export const addForExamples = async ({ folder }: UserProject): Promise<void> => {
  for (const name of ['hono', 'jose']) await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  await symlink(join(root, 'lib'), join(folder, 'lib'))
}
