import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorsDocument, koreanErrorsDocument } from './docs/errors.ts'
import { replaceGenerated } from './docs/markdown.ts'
import { operationsDocument } from './docs/operations.ts'
import { retryTable } from './docs/retries.ts'
import { securityDocument } from './docs/security.ts'
import { variableTable } from './docs/variables.ts'

/** `npm run docs`: writes every document, and every part of a document, that is made from code. */

const root = join(import.meta.dirname, '..')

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The generated documents: the file, and how to write it. */
export const generatedDocuments: readonly (readonly [file: string, write: () => string])[] = [
  ['docs/operations.md', operationsDocument],
  ['docs/errors.md', errorsDocument],
  ['docs/ko/errors.md', koreanErrorsDocument],
  ['docs/retries.md', () => replaceGenerated(read('docs/retries.md'), 'retries', retryTable())],
  ['docs/proxy.md', () => replaceGenerated(read('docs/proxy.md'), 'variables', variableTable())],
  ['SECURITY.md', () => securityDocument(read('SECURITY.md'))],
]

if (import.meta.main) {
  for (const [file, write] of generatedDocuments) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), write())
  }
}
