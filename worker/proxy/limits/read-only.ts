import type { Operation } from '../../../lib/api/operations.ts'

/** Returns whether an operation changes nothing in the service. */
export const isReadOnly = ({ effect }: Operation): boolean => effect === 'lists' || effect === 'reads'
