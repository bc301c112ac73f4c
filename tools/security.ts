import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProofs } from './security/read-proofs.ts'
import { withTable } from './security/table.ts'

const root = join(import.meta.dirname, '..')
const file = join(root, 'SECURITY.md')

/** Returns SECURITY.md with the current table of promises and their tests. */
export const securityDocument = (): string => withTable(readFileSync(file, 'utf8'), readProofs(root))

if (import.meta.main) writeFileSync(file, securityDocument())
