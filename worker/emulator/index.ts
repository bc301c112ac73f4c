/**
 * Emulates NAVER Cloud Functions as a fetch handler: for tests and for development without an account.
 *
 * @module
 */

export type { Platform } from '../../lib/api/endpoints.ts'
export { createEmulator } from './create-emulator.ts'
export type { Sleep } from './emulator-context.ts'
export type { Execution, ExecutionResult, Executor } from './execute/executor.ts'
export { developmentCredentials, type EmulatorCredentials } from './gateway/accepted-keys.ts'
export type { Fault } from './gateway/faults.ts'
export type { SignatureDiagnosis, SignatureMistake } from './gateway/signature-mistakes.ts'
export type { Emulator, EmulatorOptions, EmulatorPackage } from './options.ts'
export { memoryStore } from './store/memory.ts'
export type { ActivationQuery, ActivationRecord, DocumentKind, Store } from './store/store.ts'
