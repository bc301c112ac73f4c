import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeBlocks } from '../../tools/code-blocks.ts'
import { visit } from '../support/browser.ts'
import { bin, root, run, withFolder } from '../support/run.ts'
import { serve } from '../support/serve.ts'

const readme = await readFile(join(root, 'README.md'), 'utf8')
/** The README's first example, which needs no account, and what it prints. */
const [example = ''] = codeBlocks(readme)
const printed = /package001.*Create package/s

const npm = (...args: string[]) => run('npm', args)

/** An empty project with the packed package in it, as a user has it: installed without any registry. */
const withProject = <T>(use: (folder: string) => Promise<T>): Promise<T> =>
  withFolder(async (folder) => {
    await npm('pack', '--silent', '--ignore-scripts', '--pack-destination', folder)
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    const project = join(folder, 'project')
    await mkdir(project)
    await writeFile(join(project, 'package.json'), '{"type":"module","private":true}')
    const tarball = join(folder, `ncloud-functions-${version}.tgz`)
    await npm('install', '--prefix', project, '--offline', '--ignore-scripts', tarball)
    return use(project)
  })

beforeAll(() => npm('run', 'build'))

describe('the package as users get it', () => {
  test('holds what it needs and nothing else', async () => {
    const [{ files }] = JSON.parse(await npm('pack', '--dry-run', '--json', '--ignore-scripts'))
    const unexpected = files
      .map(({ path }: { path: string }) => path)
      .filter(
        (path: string) => !/^(dist\/npm\/(lib|worker)\/.*\.(js|d\.ts)|package\.json|README\.md|LICENSE)$/.test(path),
      )
    expect(unexpected).toEqual([])
    expect(files.length).toBeGreaterThan(10)
  })

  test('does the first example of the README in an empty Node project', () =>
    withProject(async (project) => {
      await writeFile(join(project, 'example.js'), example)
      expect(await run(process.execPath, ['example.js'], project)).toMatch(printed)
      const lock = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8'))
      expect(Object.keys(lock.packages), 'no dependency came along').toEqual(['', 'node_modules/ncloud-functions'])
    }))

  test('has types that compile alone, strictly, without skipping libraries', () =>
    withProject(async (project) => {
      await writeFile(
        join(project, 'example.ts'),
        `${example}
import { createCall, isNcloudError, NcloudError, packages, sites } from 'ncloud-functions'
import { createSigner, type SignedHeaders } from 'ncloud-functions/sign'
export const headers: Promise<SignedHeaders> = createSigner({ accessKey: 'A', secretKey: 'B' }).headers('GET', '/')
export const names: Promise<string[]> = packages(createCall({ baseUrl: 'http://localhost' })).list().then((all) => all.map(({ name }) => name))
export const errors: [typeof NcloudError, typeof isNcloudError] = [NcloudError, isNcloudError]
// @ts-expect-error: there is no such site
sites.moon
// @ts-expect-error: there is no such platform
void packages(createCall({ baseUrl: 'http://localhost' })).list({ platform: 'lambda' })
`,
      )
      const options = [
        '--strict',
        '--noEmit',
        '--exactOptionalPropertyTypes',
        '--target',
        'es2022',
        '--lib',
        'es2022,dom',
      ]
      for (const module of [
        ['--module', 'nodenext'],
        ['--module', 'esnext', '--moduleResolution', 'bundler'],
      ]) {
        expect(await run(bin('tsc'), [...options, ...module, 'example.ts'], project)).toBe('')
      }
    }))

  test('does the first example of the README on a page built by Vite', () =>
    withProject(async (project) => {
      await writeFile(
        join(project, 'index.html'),
        '<!doctype html><p></p><script type="module" src="/main.js"></script>',
      )
      await writeFile(
        join(project, 'main.js'),
        example.replace('console.log(', 'document.querySelector("p").textContent = JSON.stringify('),
      )
      await run(bin('vite'), ['build', '--logLevel', 'error'], project)
      await using site = await serve(async (request, response) => {
        const path = request.url === '/' ? '/index.html' : (request.url ?? '')
        const body = await readFile(join(project, 'dist', path)).catch(() => undefined)
        response.writeHead(body ? 200 : 404, { 'content-type': path.endsWith('.js') ? 'text/javascript' : 'text/html' })
        response.end(body)
      })
      await using visitor = await visit(site.origin)
      await visitor.page.getByText('package001').waitFor()
      expect(await visitor.page.locator('p').innerText()).toMatch(printed)
    }))
})

describe('the sources as they are', () => {
  const from = (file: string) => pathToFileURL(join(root, file)).href
  const unbuilt = example
    .replace("'ncloud-functions'", `'${from('lib/index.ts')}'`)
    .replace("'ncloud-functions/emulator'", `'${from('worker/emulator/index.ts')}'`)

  test.for([
    ['Node', process.execPath, []],
    ['Deno', bin('deno'), ['run', '--no-config', '--quiet']],
    ['Bun', bin('bun'), ['run']],
  ] as const)('do the first example of the README on %s', ([, program, args]) =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'example.ts'), unbuilt)
      expect(await run(program, [...args, join(folder, 'example.ts')])).toMatch(printed)
    }),
  )
})
