import { invalidActionParams } from './parameters/actions.ts'
import { invalidBodyParams } from './parameters/bodies.ts'
import { invalidCommonParams } from './parameters/common.ts'
import { invalidNameParams } from './parameters/names.ts'
import { invalidPageParams } from './parameters/pages.ts'
import type { InvalidParams } from './parameters/parameter-case.ts'
import { invalidTriggerParams } from './parameters/triggers.ts'

/** Parameters that the calls reject. */
export const invalidParamCases: readonly InvalidParams[] = [
  ...invalidCommonParams,
  ...invalidNameParams,
  ...invalidBodyParams,
  ...invalidPageParams,
  ...invalidActionParams,
  ...invalidTriggerParams,
]
