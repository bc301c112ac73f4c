import { cases } from './cases.ts'

/** What became of the cases, for whoever started this runtime: failures by name. */
export interface Report {
  readonly ran: number
  readonly failures: Readonly<Record<string, string>>
}

/** Runs every case. */
export const runAll = async (): Promise<Report> => {
  const failures: Record<string, string> = {}
  for (const { name, run } of cases) {
    try {
      await run()
    } catch (error) {
      failures[name] = String(error)
    }
  }
  return { ran: cases.length, failures }
}
