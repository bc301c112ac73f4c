import { createJsonReader, type JsonReader } from './json-reader.ts'

/**
 * Reads JSON and writes a part of it over the bytes that it has read. It must not write more than it has read. So a large
 * response needs no second copy.
 */
export interface JsonRewriter extends JsonReader {
  /** Returns the position behind everything that was written. */
  written(): number
  /** Writes the next text to another position: to undo, or to begin. */
  moveTo(position: number): void
  /** Writes ASCII. */
  write(text: string): void
  /** Reads a value and writes it as it is. */
  keep(): void
}

/**
 * Creates a rewriter, which begins at the first byte.
 *
 * @param maxDepth As for {@link createJsonReader}.
 */
export const createJsonRewriter = (bytes: Uint8Array, maxDepth: number): JsonRewriter => {
  const reader = createJsonReader(bytes, maxDepth)
  let written = 0
  return {
    ...reader,
    written: () => written,
    moveTo: (position) => {
      written = position
    },
    write: (text) => {
      for (const character of text) {
        bytes[written] = character.charCodeAt(0)
        written += 1
      }
    },
    keep: () => {
      const start = reader.position()
      const end = reader.skipValue()
      bytes.copyWithin(written, start, end)
      written += end - start
    },
  }
}
