/** Helpers for generated Markdown. */

/** Text as code. */
export const code = (text: string): string => `\`${text}\``

/** A table with a header. Vertical bars in cells are escaped. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[]): string => {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/**
 * Replaces the generated part of a document: what is between `<!-- generated: name -->` and `<!-- /generated -->`.
 *
 * @throws Error if the document has no such part.
 */
export const replaceGenerated = (document: string, name: string, content: string): string => {
  const begin = `<!-- generated: ${name} -->`
  const end = '<!-- /generated -->'
  const from = document.indexOf(begin)
  const to = document.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`the document needs the lines ${begin} and ${end}`)
  return `${document.slice(0, from + begin.length)}\n\n${content}\n\n${document.slice(to)}`
}
