import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CodeBlock, codeBlocks, documentPaths } from '../../tools/code-blocks.ts'
import { bin, root, run } from '../support/run.ts'
import { addForExamples, createUserProject, type UserProject } from './project.ts'

/** Programs that run an example, with the arguments before the file. */
const programs: Readonly<Record<CodeBlock['runtime'], readonly [string, ...string[]]>> = {
  node: [process.execPath, '--disable-warning=ExperimentalWarning'],
  browser: [process.execPath, '--disable-warning=ExperimentalWarning'],
  deno: [bin('deno'), 'run', '--allow-all', '--quiet'],
  bun: [bin('bun'), 'run'],
}

const documents = await Promise.all(
  documentPaths(root).map(async (path) => {
    const blocks = codeBlocks(await readFile(join(root, path), 'utf8'))
    return { path, blocks: blocks.filter(({ language }) => ['ts', 'js'].includes(language)) }
  }),
)

/** The lines that an example promises: the comment behind `console.log(…)`. */
const promisedLines = (code: string): string[] =>
  [...code.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, line = '']) => line)

let project: UserProject
beforeAll(async () => {
  project = await createUserProject()
  await addForExamples(project)
  // The file that a guide uploads.
  await writeFile(join(project.folder, 'action.zip'), 'zip')
})
afterAll(() => project[Symbol.asyncDispose]())

describe.for(documents.filter(({ blocks }) => blocks.length > 0))('$path', ({ path, blocks }) => {
  const running = blocks.filter(({ notRunBecause }) => notRunBecause === undefined)
  test.for(running)('runs the example in line $line on $runtime', async ({ code, line, runtime }) => {
    const file = join(project.folder, `${path.replaceAll(/[\\/.]/g, '-')}-${line}.ts`)
    await writeFile(file, code)
    const [program, ...args] = programs[runtime]
    const runner = join(import.meta.dirname, 'run-example.ts')
    const printed = await run(program, [...args, runner, file, runtime], project.folder)
    for (const promised of promisedLines(code)) expect(printed).toContain(promised)
  })
})

test('says why an example does not run here', () => {
  const reasons = documents.flatMap(({ path, blocks }) =>
    blocks.flatMap(({ line, notRunBecause }) => (notRunBecause ? [`${path}:${line} ${notRunBecause}`] : [])),
  )
  console.log(`Examples that do not run here:\n${reasons.join('\n')}`)
  const all = documents.flatMap(({ blocks }) => blocks)
  expect(reasons.length).toBeLessThan(all.length / 5)
})
