/** How many letters must be added, removed or replaced to make one text of the other (Levenshtein distance). */
const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}

/** Longer texts are no spelling mistakes, and comparing them would take long. */
const LONGEST = 40

/** Returns what to use instead of an unknown name: the known name that looks most like it, or all known names. */
export const suggestName = (name: string, known: readonly string[]): string => {
  const distances = known.map((each) => ({ each, distance: editDistance(name.toLowerCase(), each.toLowerCase()) }))
  const [nearest] = name.length > LONGEST ? [] : distances.sort((a, b) => a.distance - b.distance)
  return nearest && nearest.distance <= 1 + name.length / 4
    ? `did you mean \`${nearest.each}\`?`
    : `use one of ${known.join(', ')}`
}
