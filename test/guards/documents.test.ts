import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generatedDocuments } from '../../tools/docs.ts'
import { root } from '../support/run.ts'

test.for(generatedDocuments)('%s is what the code says; otherwise run `npm run docs`', ([file, write]) => {
  expect(readFileSync(join(root, file), 'utf8')).toBe(write())
})
