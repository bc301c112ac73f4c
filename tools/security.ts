import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProofs } from './security/read-proofs.ts'
import { withTable } from './security/table.ts'

/** Writes into SECURITY.md which tests prove what the proxy promises. */
const root = join(import.meta.dirname, '..')
const file = join(root, 'SECURITY.md')
writeFileSync(file, withTable(readFileSync(file, 'utf8'), readProofs(root)))
