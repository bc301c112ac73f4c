import type { ApiVersion } from '../../../lib/api/endpoints.ts'
import { WRONG_QUERY } from '../assumptions.ts'
import { ServiceError } from '../errors.ts'
import type { OperationRequest } from '../gateway/read-request.ts'
import { describeValue } from './field-rules.ts'

/**
 * Reads an integer from the query.
 *
 * @throws ServiceError for another value.
 */
export const readInteger = (
  { query }: OperationRequest,
  name: string,
  { min, max, defaultValue }: { readonly min: number; readonly max: number; readonly defaultValue: number },
): number => {
  const text = query[name]
  if (text === undefined) return defaultValue
  if (/^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text)
  throw new ServiceError(
    WRONG_QUERY,
    `${name} must be an integer from ${min} to ${max}: the emulator received ${describeValue(text)}`,
  )
}

/** Parses a time: milliseconds since the epoch in v2.1, local time in v2.0. Returns `NaN` for an invalid time. */
const parseTime = (version: ApiVersion, text: string, utcOffsetMs: number): number => {
  if (version === 'v2.1') return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) - utcOffsetMs : Number.NaN
}

const timeRules: Readonly<Record<ApiVersion, string>> = {
  'v2.1': 'milliseconds since the epoch, such as 1700000000000',
  'v2.0': "yyyy-MM-ddTHH:mm:ss in the region's time, such as 2026-01-31T09:00:00",
}

/**
 * Reads a time from the query.
 *
 * @returns Milliseconds since the epoch.
 * @throws ServiceError for a time in another form.
 */
export const readTime = (
  { query, version }: OperationRequest,
  name: string,
  defaultValue: number,
  utcOffsetMs: number,
): number => {
  const text = query[name]
  if (text === undefined) return defaultValue
  const time = parseTime(version, text, utcOffsetMs)
  if (!Number.isNaN(time)) return time
  throw new ServiceError(
    WRONG_QUERY,
    `${name} must be ${timeRules[version]}: the emulator received ${describeValue(text)}`,
  )
}
