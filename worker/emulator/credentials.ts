/** A key the emulator accepts. */
export interface EmulatorCredentials {
  readonly accessKey: string
  readonly secretKey: string
  /** Operations the key may use, by the documentation's names. Default: all. */
  readonly operations?: readonly string[]
}

/**
 * Keys everybody knows: they open emulators only, so they are no secrets. The first may do everything, the second
 * nothing, to see `403 SUB_ACC_NO_PERMISSION`.
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
export const developmentCredentials: readonly [EmulatorCredentials, EmulatorCredentials] = [
  { accessKey: 'EMULATORACCESSKEY001', secretKey: 'known-to-everyone-opens-emulators-only-1' },
  { accessKey: 'EMULATORACCESSKEY002', secretKey: 'known-to-everyone-opens-emulators-only-2', operations: [] },
]
