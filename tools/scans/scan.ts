/** The proxy that is scanned, on loopback. */
export interface ScanTarget {
  readonly origin: string
  /** The header of a caller who has every permission. */
  readonly authorization: string
  /** A folder for files; it is deleted after the scans. */
  readonly folder: string
}

/** The result of one test of a scan. */
export interface ScanResult {
  /** Describes the test. */
  readonly test: string
  readonly result: string
  readonly passed: boolean
}

/** A scan by a third-party program. */
export interface Scan {
  readonly name: string
  /** The command that installs the program. */
  readonly install: string
  /** @param program Path of the program. */
  run(program: string, target: ScanTarget): Promise<ScanResult[]>
}

/** A path that the caller of the target has permission to read. */
export const listPath = '/ncf/api/v2/packages?platform=vpc'
