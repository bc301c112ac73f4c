import type * as assumptions from '../../worker/emulator/assumptions.ts'

/** The name of an assumption of the emulator: an export of `worker/emulator/assumptions.ts`. */
export type Assumption = keyof typeof assumptions

/** Assumptions of the emulator about fields of the content. */
export const assumptionsOfFields: Readonly<Record<string, Assumption>> = {
  'content.vpc': 'vpcInResponses',
  'content.resourceId': 'createResourceId',
  'content.subject': 'SUBJECT',
}
