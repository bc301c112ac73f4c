import type { Operation } from '../api/operations.ts'

/**
 * Returns the default time limit of an attempt that may be retried: milliseconds. Writes have all of `timeoutMs`: a
 * slow upload would be as slow again.
 */
export const defaultAttemptTimeout = ({ method }: Operation): number => (method === 'GET' ? 4_000 : Infinity)
