import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { operationsDocument } from '../../tools/operations.ts'
import { root } from '../support/run.ts'

test('OPERATIONS.md is what the table says; if not, run `npm run operations`', async () => {
  expect(await readFile(join(root, 'OPERATIONS.md'), 'utf8')).toBe(operationsDocument())
})
