import { join } from 'node:path'
import { readProofs } from './security/read-proofs.ts'
import { withTable } from './security/table.ts'

/** Returns SECURITY.md with the current table of promises and their tests. */
export const securityDocument = (document: string): string =>
  withTable(document, readProofs(join(import.meta.dirname, '../..')))
