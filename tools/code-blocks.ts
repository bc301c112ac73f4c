/** The TypeScript examples of a text: of Markdown, or of the doc comments in a source file. */
export const codeBlocks = (text: string): string[] => {
  const plain = text.replace(/^ *\* ?/gm, '')
  return [...plain.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = '']) => code)
}
