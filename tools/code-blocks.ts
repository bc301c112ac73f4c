import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where a TypeScript block runs: ` ```ts ` means Node, ` ```ts deno ` means Deno, and so on. */
export type BlockRuntime = 'node' | 'deno' | 'bun' | 'browser'

/** A fenced code block. */
export interface CodeBlock {
  /** First word of the fence, such as `ts` or `sh`. */
  readonly language: string
  readonly runtime: BlockRuntime
  /** The reason in ` ```ts no-run: reason `; `undefined` for a block that runs. */
  readonly notRunBecause: string | undefined
  /** Line of the opening fence, from 1. */
  readonly line: number
  readonly code: string
}

const FENCE = /^```(\w*)(?: (deno|bun|browser|no-run: .+))?\n([\s\S]*?)^```$/gm

/** Returns the code blocks of a Markdown text. */
export const codeBlocks = (markdown: string): CodeBlock[] =>
  [...markdown.matchAll(FENCE)].map(({ index, 1: language = '', 2: note = 'node', 3: code = '' }) => {
    const reason = note.startsWith('no-run: ') ? note.slice('no-run: '.length) : undefined
    const line = markdown.slice(0, index).split('\n').length
    return { language, runtime: reason ? 'node' : (note as BlockRuntime), notRunBecause: reason, line, code }
  })

/** Returns the text of the doc comments in a source file, without the asterisks. */
export const commentText = (source: string): string => source.replace(/^ *\* ?/gm, '')

/** Returns the paths of all Markdown documents that users read, relative to the project's root. */
export const documentPaths = (root: string): string[] => {
  const guides = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`)
  const atRoot = ['README.md', 'README.ko.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md']
  return [...atRoot, ...guides.sort()]
}
