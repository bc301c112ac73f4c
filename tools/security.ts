import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProofs } from './security/read-proofs.ts'
import { withTable } from './security/table.ts'

/** Writes the table of promises and their tests into SECURITY.md. */
const root = join(import.meta.dirname, '..')
const file = join(root, 'SECURITY.md')
writeFileSync(file, withTable(readFileSync(file, 'utf8'), readProofs(root)))
