/** The proxy that is judged, on loopback. */
export interface Judged {
  readonly origin: string
  /** Of a caller who may do everything. */
  readonly authorization: string
  /** For files, and gone afterwards. */
  readonly folder: string
}

/** What a judge said. */
export interface Verdict {
  /** What was done. */
  readonly ran: string
  readonly said: string
  readonly passed: boolean
}

/** A program that is not the project's own. */
export interface Judge {
  readonly name: string
  /** How to come by it. */
  readonly install: string
  /** @param program Where it is. */
  judge(program: string, judged: Judged): Promise<Verdict[]>
}

/** An address that its caller may read. */
export const LIST = '/ncf/api/v2/packages?platform=vpc'
