/** The request of all topics. The keys belong to no account. */
export const credentials = {
  accessKey: 'TESTACCESSKEY0000001',
  secretKey: 'TestSecretKey0123456789abcdefABCDEF01234',
} as const

export const path = '/ncf/api/v2/packages'
export const target = `${path}?platform=vpc`

/** Milliseconds until a call is aborted. */
export const TIMEOUT_MS = 10_000
