import type { Case } from './case.ts'
import { clientCases } from './client.cases.ts'
import { emulatorCases } from './emulator.cases.ts'
import { signerCases } from './signer.cases.ts'

/** Everything that must hold on every runtime. */
export const cases: readonly Case[] = [...signerCases, ...clientCases, ...emulatorCases]
