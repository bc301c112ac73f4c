import type * as unknowns from '../../worker/emulator/unknowns.ts'

/** The name of an assumption of the emulator: an export of `worker/emulator/unknowns.ts`. */
export type Assumption = keyof typeof unknowns

/** Assumptions of the emulator about fields of the content. */
export const assumptionsOfFields: Readonly<Record<string, Assumption>> = {
  'content.vpc': 'vpcInResponses',
  'content.resourceId': 'createResourceId',
  'content.subject': 'SUBJECT',
}
