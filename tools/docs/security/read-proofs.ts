import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Proof, proofsIn } from './table.ts'

/** Returns the proofs in all tests, in the order of their files: quick ones first. */
export const readProofs = (root: string): Proof[] =>
  ['proxy', 'wire', 'deployed', 'e2e', 'guards'].flatMap((folder) =>
    readdirSync(join(root, 'test', folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .sort()
      .map((name) => join('test', folder, name))
      .flatMap((file) => proofsIn(file, readFileSync(join(root, file), 'utf8'))),
  )
