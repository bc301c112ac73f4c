import * as unknowns from '../../worker/emulator/unknowns.ts'
import type { Finding } from './compare.ts'
import type { Session } from './session.ts'
import type { Question } from './shapes.ts'
import type { Side } from './side.ts'
import { wrapped } from './wrapped.ts'

/** What a run came to. */
export interface Report {
  readonly place: string
  readonly findings: readonly Finding[]
  /** How many things were asked. */
  readonly asked: number
  /** Assumptions of the emulator that were put to the service, and the others. */
  readonly questions: { readonly asked: readonly Question[]; readonly notAsked: readonly Question[] }
  /** Operations that the key may not use. */
  readonly forbidden: readonly string[]
  /** Requests that were sent, by method. */
  readonly requests: Readonly<Record<string, number>>
  readonly notes: readonly string[]
  /** Of what it made, what it could not delete. */
  readonly leftBehind: readonly string[]
}

/** Sums a run up. */
export const reportOf = (session: Session, sides: readonly Side[], leftBehind: readonly string[]): Report => {
  const { service, findings, questions, forbidden, notes } = session
  const { site, region, apiVersion } = service.place
  const requests: Record<string, number> = {}
  for (const { sent } of sides) {
    for (const [method, count] of Object.entries(sent)) requests[method] = (requests[method] ?? 0) + count
  }
  return {
    place: [site, region, apiVersion, ...new Set(sides.map(({ platform }) => platform))].join(', '),
    findings,
    asked: session.steps(),
    questions: {
      asked: [...questions].sort(),
      notAsked: (Object.keys(unknowns) as Question[]).filter((each) => !questions.has(each)).sort(),
    },
    forbidden: [...forbidden],
    requests,
    notes,
    leftBehind,
  }
}

const columns: readonly [title: string, of: (finding: Finding) => string][] = [
  ['operation', ({ operation }) => operation],
  ['asked', ({ asked }) => asked],
  ['question', ({ question }) => question],
  ['at', ({ at }) => at],
  ['emulator', ({ emulator }) => emulator],
  ['service', ({ service }) => service],
  ["client's types", ({ types }) => types],
]

const table = (findings: readonly Finding[]): string => {
  const rows = [columns.map(([title]) => title), ...findings.map((finding) => columns.map(([, of]) => of(finding)))]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  const [head = [], ...rest] = rows
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rest.map(line)].join('\n')
}

/** A report for people. */
export const printed = (report: Report, isWriting: boolean): string => {
  const { place, findings, asked, questions, forbidden, requests, notes, leftBehind } = report
  const total = Object.values(requests).reduce((sum, each) => sum + each, 0)
  const methods = Object.entries(requests).map(([method, count]) => `${count} ${method}`)
  const lines = [
    `Compared with ${place}: ${asked} things asked, ${findings.length} ${findings.length === 1 ? 'difference' : 'differences'}.`,
    ...(findings.length > 0 ? ['', table(findings), ''] : []),
    ...notes.map((note) => wrapped(`Note: ${note}.`)),
    ...(forbidden.length > 0 ? [`Not compared, as this key may not use them: ${forbidden.join(', ')}.`] : []),
    wrapped(`Not asked: ${questions.notAsked.join(', ')}.`),
    `Sent ${total} requests (${methods.join(', ')}).`,
  ]
  if (!isWriting) lines.push('Nothing was written.')
  else if (leftBehind.length === 0) lines.push('Everything that was made is deleted.')
  else lines.push('LEFT BEHIND, delete it in the console:', ...leftBehind.map((each) => `  ${each}`))
  return lines.join('\n')
}
