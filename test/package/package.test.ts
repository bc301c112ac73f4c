import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeBlocks } from '../../tools/code-blocks.ts'
import { visit } from '../support/browser.ts'
import { bin, root, run, withFolder } from '../support/run.ts'
import { serve } from '../support/serve.ts'
import { createUserProject, type UserProject } from './project.ts'

const readme = await readFile(join(root, 'README.md'), 'utf8')
/** The first TypeScript example of the README, which needs no account, and the text that it prints. */
const { code: example } = codeBlocks(readme).find(({ language }) => language === 'ts') ?? { code: '' }
const printed = /package001.*Create package/s

let project: UserProject
beforeAll(async () => {
  project = await createUserProject()
})
afterAll(() => project[Symbol.asyncDispose]())

describe('the package', () => {
  test('holds built files and documents, and nothing else', () => {
    const expected = [
      /^dist\/npm\/(lib|worker)\/.*\.(js|d\.ts)$/,
      /^docs\/(ko\/)?[a-z-]+\.(md|png)$/,
      /^(README(\.ko)?|CHANGELOG|CONTRIBUTING|SECURITY)\.md$/,
      /^(package\.json|LICENSE)$/,
    ]
    expect(project.packed.filter((path) => !expected.some((pattern) => pattern.test(path)))).toEqual([])
    expect(project.packed.length).toBeGreaterThan(10)
  })

  test('runs the first example of the README in an empty Node project, without dependencies', async () => {
    await writeFile(join(project.folder, 'example.js'), example)
    expect(await run(process.execPath, ['example.js'], project.folder)).toMatch(printed)
    const lock = JSON.parse(await readFile(join(project.folder, 'package-lock.json'), 'utf8'))
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/ncloud-functions'])
  })

  test('has types that compile alone, with all strict options', async () => {
    await writeFile(
      join(project.folder, 'example.ts'),
      `${example}
import { isNcloudError, NcloudError, resolveEndpoint } from 'ncloud-functions'
import { createTransport, packages } from 'ncloud-functions/core'
import { createSigner, type SignedHeaders } from 'ncloud-functions/sign'
export const headers: Promise<SignedHeaders> = createSigner({ accessKey: 'A', secretKey: 'B' }).headers('GET', '/')
export const names: Promise<string[]> = packages(createTransport({ baseUrl: 'http://localhost' })).list().then((all) => all.map(({ name }) => name))
export const errors: [typeof NcloudError, typeof isNcloudError] = [NcloudError, isNcloudError]
// @ts-expect-error: the site does not exist
resolveEndpoint({ site: 'moon' })
// @ts-expect-error: the platform does not exist
void packages(createTransport({ baseUrl: 'http://localhost' })).list({ platform: 'lambda' })
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
      expect(await run(bin('tsc'), [...options, ...module, 'example.ts'], project.folder)).toBe('')
    }
  })

  test('runs the first example of the README on a page that Vite built', async () => {
    await writeFile(
      join(project.folder, 'index.html'),
      '<!doctype html><p></p><script type="module" src="/main.js"></script>',
    )
    await writeFile(
      join(project.folder, 'main.js'),
      example.replace('console.log(', 'document.querySelector("p").textContent = JSON.stringify('),
    )
    await run(bin('vite'), ['build', '--logLevel', 'error'], project.folder)
    await using site = await serve(async (request, response) => {
      const path = request.url === '/' ? '/index.html' : (request.url ?? '')
      const body = await readFile(join(project.folder, 'dist', path)).catch(() => undefined)
      response.writeHead(body ? 200 : 404, { 'content-type': path.endsWith('.js') ? 'text/javascript' : 'text/html' })
      response.end(body)
    })
    await using visitor = await visit(site.origin)
    await visitor.page.getByText('package001').waitFor()
    expect(await visitor.page.locator('p').innerText()).toMatch(printed)
  })
})

describe('the sources without a build', () => {
  const from = (file: string) => pathToFileURL(join(root, file)).href
  const unbuilt = example
    .replace("'ncloud-functions'", `'${from('lib/index.ts')}'`)
    .replace("'ncloud-functions/emulator'", `'${from('worker/emulator/index.ts')}'`)

  test.for([
    ['Node', process.execPath, []],
    ['Deno', bin('deno'), ['run', '--no-config', '--quiet']],
    ['Bun', bin('bun'), ['run']],
  ] as const)('run the first example of the README on %s', ([, program, args]) =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'example.ts'), unbuilt)
      expect(await run(program, [...args, join(folder, 'example.ts')])).toMatch(printed)
    }),
  )
})
