import { describe, type InvalidParams, invalidValue, pagedLists, v20 } from './parameter-case.ts'

const invalidCounts = [0, -1, 1.5, 2 ** 31, Number.NaN, '1', null]
const invalidTimes = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 253e12 + 1, '2024-03-01', new Date(0), null]

const invalidValues = { pageNo: invalidCounts, pageSize: invalidCounts, start: invalidTimes, end: invalidTimes }

/** Invalid pages and time windows of activations. */
export const invalidPageParams: readonly InvalidParams[] = pagedLists.flatMap((call) =>
  [{}, v20].flatMap((endpoint) =>
    Object.entries(invalidValues).flatMap(([parameter, values]) =>
      values.map((value) => invalidValue(call, describe(value), { [parameter]: value }, parameter, endpoint)),
    ),
  ),
)
