import type { Case } from './case.ts'
import { clientCases } from './client.cases.ts'
import { emulatorCases } from './emulator.cases.ts'
import { operationCases } from './operations.cases.ts'
import { outcomeCases } from './outcome.cases.ts'
import { parameterCases } from './parameters.cases.ts'
import { previewRequestCases } from './preview-request.cases.ts'
import { retryCases } from './retry.cases.ts'
import { runCases } from './run.cases.ts'
import { signerCases } from './signer.cases.ts'
import { walkthroughCases } from './walkthrough.cases.ts'

/** The tests of the library that pass on every runtime: Node, Deno, Bun, workerd and Chromium. */
export const cases: readonly Case[] = [
  ...signerCases,
  ...clientCases,
  ...operationCases,
  ...parameterCases,
  ...runCases,
  ...retryCases,
  ...outcomeCases,
  ...previewRequestCases,
  ...emulatorCases,
  ...walkthroughCases,
]
