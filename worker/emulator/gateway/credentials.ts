import { type OperationId, operations } from '../../../lib/api/operations.ts'

/** A key the emulator accepts. */
export interface EmulatorCredentials {
  readonly accessKey: string
  readonly secretKey: string
  /**
   * What the key may do: everything (`manager`), whatever only reads (`viewer`), or the operations of a list. Default
   * `manager`.
   */
  readonly permissions?: 'manager' | 'viewer' | readonly OperationId[]
}

/** Whether a key may use an operation. */
export const mayUse = ({ permissions = 'manager' }: EmulatorCredentials, id: OperationId): boolean => {
  if (permissions === 'manager') return true
  return permissions === 'viewer' ? operations[id].method === 'GET' : permissions.includes(id)
}

/**
 * Keys everybody knows: they open emulators only, so they are no secrets. The first may do everything, the second
 * nothing, to see `403 SUB_ACC_NO_PERMISSION`, the third may look and not touch.
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
