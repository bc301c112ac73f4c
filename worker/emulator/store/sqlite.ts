import { type ActivationRecord, isTriggerOwner, type Store } from './store.ts'

/** The part of a Durable Object's `ctx.storage.sql` that the store uses. */
export interface Sql {
  exec(query: string, ...values: (string | number)[]): Iterable<Record<string, unknown>>
}

/** Most characters of one value. SQLite in a Durable Object allows 2 MB; a character has at most three bytes. */
const PART_LENGTH = 500_000

// Long texts are split into parts. The column `of` is the owner of an activation. The index `activations_of_actions`
// serves the list of the activations of all actions.
const schema = `
  CREATE TABLE IF NOT EXISTS documents (
    kind TEXT, platform TEXT, key TEXT, part INTEGER, text TEXT, PRIMARY KEY (kind, platform, key, part)
  );
  CREATE TABLE IF NOT EXISTS activations (
    number INTEGER PRIMARY KEY, platform TEXT, of TEXT, is_trigger INTEGER, id TEXT, start INTEGER
  );
  CREATE INDEX IF NOT EXISTS activations_of_one ON activations (platform, of, start);
  CREATE INDEX IF NOT EXISTS activations_of_actions ON activations (platform, start) WHERE is_trigger = 0;
  CREATE INDEX IF NOT EXISTS activations_by_id ON activations (id);
  CREATE INDEX IF NOT EXISTS activations_by_age ON activations (start);
  CREATE TABLE IF NOT EXISTS activation_parts (number INTEGER, part INTEGER, text TEXT, PRIMARY KEY (number, part));
`

/** Serializes a value to JSON and splits it, but never inside a surrogate pair. */
const serializeInParts = (value: unknown): string[] => {
  const text = JSON.stringify(value)
  const parts: string[] = []
  for (let start = 0; start < text.length; ) {
    const end = start + PART_LENGTH
    const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(end - 1))
    parts.push(text.slice(start, splitsPair ? end - 1 : end))
    start = splitsPair ? end - 1 : end
  }
  return parts
}

/**
 * Creates a store in the SQLite database of a Durable Object. Creates missing tables.
 *
 * @param sql `ctx.storage.sql`.
 */
export const sqliteStore = (sql: Sql): Store => {
  sql.exec(schema)
  const rows = <T>(query: string, ...values: (string | number)[]): T[] => [...sql.exec(query, ...values)] as T[]

  /** Joins the parts of documents. The rows must be sorted by key and part. */
  const joinParts = (found: readonly { key: string; text: string }[]): [key: string, value: unknown][] => {
    const texts = new Map<string, string>()
    for (const { key, text } of found) texts.set(key, (texts.get(key) ?? '') + text)
    return [...texts].map(([key, text]) => [key, JSON.parse(text)])
  }

  const readActivation = (number: number): ActivationRecord => {
    const parts = rows<{ text: string }>('SELECT text FROM activation_parts WHERE number = ? ORDER BY part', number)
    return JSON.parse(parts.map(({ text }) => text).join(''))
  }

  const deleteDocument = (kind: string, platform: string, key: string): void => {
    sql.exec('DELETE FROM documents WHERE kind = ? AND platform = ? AND key = ?', kind, platform, key)
  }

  return {
    get(kind, platform, key) {
      const query = 'SELECT key, text FROM documents WHERE kind = ? AND platform = ? AND key = ? ORDER BY part'
      return joinParts(rows(query, kind, platform, key))[0]?.[1]
    },
    put(kind, platform, key, value) {
      const parts = serializeInParts(value)
      deleteDocument(kind, platform, key)
      for (const [part, text] of parts.entries()) {
        sql.exec('INSERT INTO documents VALUES (?, ?, ?, ?, ?)', kind, platform, key, part, text)
      }
    },
    delete: deleteDocument,
    list(kind, platform, prefix = '') {
      const query = `SELECT key, text FROM documents
        WHERE kind = ? AND platform = ? AND key >= ? AND key < ? ORDER BY key, part`
      return joinParts(rows(query, kind, platform, prefix, `${prefix}\u{10FFFF}`))
    },
    count(kind) {
      const query = 'SELECT count(*) AS count FROM documents WHERE kind = ? AND part = 0'
      return rows<{ count: number }>(query, kind)[0]?.count ?? 0
    },
    addActivation(record) {
      const { platform, owner, activationId, start } = record
      const parts = serializeInParts(record)
      const insert = `INSERT INTO activations (platform, of, is_trigger, id, start) VALUES (?, ?, ?, ?, ?)
        RETURNING number`
      const isTrigger = isTriggerOwner(owner) ? 1 : 0
      for (const { number } of rows<{ number: number }>(insert, platform, owner, isTrigger, activationId, start)) {
        for (const [part, text] of parts.entries()) {
          sql.exec('INSERT INTO activation_parts VALUES (?, ?, ?)', number, part, text)
        }
      }
    },
    getActivation(platform, owner, activationId) {
      const query = 'SELECT number FROM activations WHERE id = ? AND platform = ? AND of = ?'
      const found = rows<{ number: number }>(query, activationId, platform, owner)[0]
      return found && readActivation(found.number)
    },
    listActivations({ platform, owner, start, end, offset, limit }) {
      const which = `FROM activations
        WHERE platform = ? AND ${owner === undefined ? 'is_trigger = 0' : 'of = ?'} AND start BETWEEN ? AND ?`
      const values = [platform, ...(owner === undefined ? [] : [owner]), start, end]
      const page = `SELECT number ${which} ORDER BY start DESC, number DESC LIMIT ? OFFSET ?`
      return {
        page: rows<{ number: number }>(page, ...values, limit, offset).map(({ number }) => readActivation(number)),
        total: rows<{ total: number }>(`SELECT count(*) AS total ${which}`, ...values)[0]?.total ?? 0,
      }
    },
    prune(before) {
      const old = 'SELECT number FROM activations WHERE start < ?'
      sql.exec(`DELETE FROM activation_parts WHERE number IN (${old})`, before)
      sql.exec('DELETE FROM activations WHERE start < ?', before)
    },
  }
}
