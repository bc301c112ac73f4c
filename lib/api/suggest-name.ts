/** Returns how many letters must be added, removed or replaced to turn one text into the other (Levenshtein distance). */
export const editDistance = (from: string, to: string): number => {
  let row = [...to, ''].map((_, index) => index)
  for (const letter of from) {
    let left = Infinity
    row = row.map((above, index) => {
      const replaced = (row[index - 1] ?? Infinity) + Number(letter !== to[index - 1])
      left = Math.min(left + 1, above + 1, replaced)
      return left
    })
  }
  return row.at(-1) as number
}

/** A longer text is not a spelling mistake, and its comparison would take long. */
const LONGEST = 40

/** More changes make another name. Of a short name, two leave too little, unless it starts with the same letter. */
const MOST_CHANGES = 3

/** Returns what to use instead of an unknown name: the known name that looks most like it, or all known names. */
export const suggestName = (name: string, known: readonly string[]): string => {
  const distanceTo = (each: string): number => editDistance(name.toLowerCase(), each.toLowerCase())
  const [nearest = ''] = name.length > LONGEST ? [] : [...known].sort((a, b) => distanceTo(a) - distanceTo(b))
  const isLike = name.length > 4 || name[0]?.toLowerCase() === nearest[0]
  return isLike && distanceTo(nearest) <= Math.min(MOST_CHANGES, Math.ceil(name.length / 2))
    ? `did you mean \`${nearest}\`?`
    : `use one of ${known.join(', ')}`
}
