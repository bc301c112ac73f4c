import { type OperationId, operations } from '../../../lib/api/operations.ts'

/** A key that the emulator accepts. */
export interface EmulatorCredentials {
  readonly accessKey: string
  readonly secretKey: string
  /** `manager`: all operations. `viewer`: operations with GET. A list: these operations. Default `manager`. */
  readonly permissions?: 'manager' | 'viewer' | readonly OperationId[]
}

/** Whether credentials have the permission for an operation. */
export const isAllowed = ({ permissions = 'manager' }: EmulatorCredentials, id: OperationId): boolean => {
  if (permissions === 'manager') return true
  return permissions === 'viewer' ? operations[id].method === 'GET' : permissions.includes(id)
}

/**
 * Keys for development. They are public and work only with emulators. The first key has all permissions. The second has
 * none: the emulator responds with `403 SUB_ACC_NO_PERMISSION`. The third can only read.
 *
 * @example
 * ```ts
 * import { createClient } from 'ncloud-functions'
 * import { developmentCredentials } from 'ncloud-functions/emulator'
 *
 * const [credentials] = developmentCredentials
 * const ncf = createClient({ credentials, baseUrl: 'http://localhost:8788' })
 * ```
 */
export const developmentCredentials: readonly [EmulatorCredentials, EmulatorCredentials, EmulatorCredentials] = [
  { accessKey: 'EMULATORACCESSKEY001', secretKey: 'known-to-everyone-opens-emulators-only-1' },
  { accessKey: 'EMULATORACCESSKEY002', secretKey: 'known-to-everyone-opens-emulators-only-2', permissions: [] },
  { accessKey: 'EMULATORACCESSKEY003', secretKey: 'known-to-everyone-opens-emulators-only-3', permissions: 'viewer' },
]
