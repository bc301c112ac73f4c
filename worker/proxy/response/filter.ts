/** What is shown of a value; `undefined` where it is not what was expected. */
export type View = (value: unknown) => unknown

/** Lists are shown entry by entry: as a whole, or not at all. */
export const each =
  (view: View): View =>
  (value) => {
    if (!Array.isArray(value)) return view(value)
    const shown = value.map(each(view))
    return shown.includes(undefined) ? undefined : shown
  }

/** Whatever it holds. */
export const all: View = (value) => value

/** Text, a number, true, false or null: nothing that could hold more. */
export const plain: View = each((value) => (typeof value === 'object' && value !== null ? undefined : value))

/** These fields and no others: nothing passes only because the service began to send it. */
export const fields = (views: Readonly<Record<string, View>>): View =>
  each((value) => {
    if (typeof value !== 'object' || value === null) return undefined
    const known = value as Readonly<Record<string, unknown>>
    const shown = Object.entries(views).map(([name, view]) => [
      name,
      Object.hasOwn(known, name) ? view(known[name]) : undefined,
    ])
    return Object.fromEntries(shown.filter(([, part]) => part !== undefined))
  })
