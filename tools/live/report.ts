import * as emulatorAssumptions from '../../worker/emulator/assumptions.ts'
import type { Assumption } from './assumptions.ts'
import type { Difference } from './check.ts'
import type { Comparison } from './comparison.ts'
import type { Target } from './target.ts'
import { wrapLines } from './wrap-lines.ts'

/** The result of the command; `--json` prints it. */
export interface Report {
  /** Site, region, API version and platforms. */
  readonly endpoint: string
  readonly differences: readonly Difference[]
  /** Number of requests that were compared. */
  readonly compared: number
  /** Assumptions of the emulator. */
  readonly assumptions: { readonly checked: readonly Assumption[]; readonly notChecked: readonly Assumption[] }
  /** Operations that the key has no permission for. */
  readonly forbidden: readonly string[]
  /** Number of requests by method. */
  readonly requests: Readonly<Record<string, number>>
  readonly notes: readonly string[]
  /** Resources that the command created and could not delete. */
  readonly notDeleted: readonly string[]
}

/** Creates the report of a comparison. */
export const createReport = (
  comparison: Comparison,
  targets: readonly Target[],
  notDeleted: readonly string[],
): Report => {
  const { service, differences, assumptions, forbidden, notes } = comparison
  const { site, region, apiVersion } = service.endpoint
  const requests: Record<string, number> = {}
  for (const { requestCounts } of targets) {
    for (const [method, count] of Object.entries(requestCounts)) requests[method] = (requests[method] ?? 0) + count
  }
  return {
    endpoint: [site, region, apiVersion, ...new Set(targets.map(({ platform }) => platform))].join(', '),
    differences,
    compared: comparison.checkCount(),
    assumptions: {
      checked: [...assumptions].sort(),
      notChecked: (Object.keys(emulatorAssumptions) as Assumption[]).filter((each) => !assumptions.has(each)).sort(),
    },
    forbidden: [...forbidden],
    requests,
    notes,
    notDeleted,
  }
}

const columns: readonly [title: string, cellOf: (difference: Difference) => string][] = [
  ['operation', ({ operation }) => operation],
  ['request', ({ request }) => request],
  ['assumption', ({ assumption }) => assumption],
  ['path', ({ path }) => path],
  ['emulator', ({ emulator }) => emulator],
  ['service', ({ service }) => service],
  ["client's types", ({ types }) => types],
]

const formatTable = (differences: readonly Difference[]): string => {
  const titles = columns.map(([title]) => title)
  const rows = differences.map((difference) => columns.map(([, cellOf]) => cellOf(difference)))
  const widths = columns.map((_, column) => Math.max(...[titles, ...rows].map((row) => row[column]?.length ?? 0)))
  const formatRow = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [titles, widths.map((width) => '-'.repeat(width)), ...rows].map(formatRow).join('\n')
}

/** Formats a report as text. */
export const formatReport = (report: Report, isWriting: boolean): string => {
  const { endpoint, differences, compared, assumptions, forbidden, requests, notes, notDeleted } = report
  const total = Object.values(requests).reduce((sum, count) => sum + count, 0)
  const methods = Object.entries(requests).map(([method, count]) => `${count} ${method}`)
  const plural = differences.length === 1 ? 'difference' : 'differences'
  const lines = [
    `Compared ${compared} requests at ${endpoint}: ${differences.length} ${plural}.`,
    ...(differences.length > 0 ? ['', formatTable(differences), ''] : []),
    ...notes.map((note) => wrapLines(`Note: ${note}.`)),
    ...(forbidden.length > 0 ? [`Not compared, because this key has no permission: ${forbidden.join(', ')}.`] : []),
    wrapLines(`Assumptions of the emulator that were not checked: ${assumptions.notChecked.join(', ')}.`),
    `Sent ${total} requests (${methods.join(', ')}).`,
  ]
  if (!isWriting) lines.push('The account was not changed.')
  else if (notDeleted.length === 0) lines.push('Deleted everything that this command created.')
  else lines.push('NOT DELETED, delete it in the console:', ...notDeleted.map((line) => `  ${line}`))
  return lines.join('\n')
}
