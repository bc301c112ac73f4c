import type { Operation } from '../../../lib/api/operations.ts'

/** Largest bodies: bytes. */
export interface SizeLimits {
  /** Of a request without code. */
  readonly bodyBytes: number
  /** Of a request with the code of an action. */
  readonly codeBytes: number
  /** Of a response, besides what it can repeat of a request. */
  readonly responseBytes: number
}

/** Returns whether requests or responses of an operation have the code of an action. */
const hasCode = ({ sensitive = [] }: Operation): boolean => sensitive.includes('exec.code')

/** Returns the size of the largest request body: bytes. */
export const maxBodyBytes = (operation: Operation, { bodyBytes, codeBytes }: SizeLimits): number =>
  hasCode(operation) ? codeBytes : bodyBytes

/** Returns the size of the largest response: bytes. A response can repeat the code, or the whole body of its request. */
export const maxResponseBytes = (operation: Operation, sizes: SizeLimits): number =>
  sizes.responseBytes + maxBodyBytes(operation, sizes)
