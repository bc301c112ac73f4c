import { cases } from './cases.ts'

/** The result of all cases on one runtime. */
export interface Report {
  readonly ran: number
  /** The errors of the failed cases, by name. */
  readonly failures: Readonly<Record<string, string>>
}

/** Runs every case. */
export const runAllCases = async (): Promise<Report> => {
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
