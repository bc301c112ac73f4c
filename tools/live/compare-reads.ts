import { randomBytes } from 'node:crypto'
import { compareResponses } from './compare-responses.ts'
import type { Comparison } from './comparison.ts'
import { describeResponse } from './describe-response.ts'
import { edgeCaseReads } from './edge-case-reads.ts'
import { createLocalEmulator } from './local-emulator.ts'
import { readAllActivations, readPackages, readTriggers } from './read-resources.ts'
import { createReader } from './reader.ts'
import { createResourceCopier } from './resource-copier.ts'

/**
 * Calls every operation of the service that reads. Then creates resources of the same types in an emulator, makes the
 * same calls there, and compares the responses.
 */
export const compareReads = async (comparison: Comparison): Promise<void> => {
  const { service, shapes, redactor } = comparison
  const { endpoint, platform } = service
  const emulator = createLocalEmulator(endpoint, platform)
  const reader = createReader(comparison, createResourceCopier(emulator))
  const otherPlatform = endpoint.platforms.find((each) => each !== platform)

  const { packageCount, actionCount } = await readPackages(reader, otherPlatform)
  const triggerCount = await readTriggers(reader, otherPlatform)
  await readAllActivations(reader)
  comparison.addNote(`read ${packageCount} packages, ${actionCount} actions and ${triggerCount} triggers`)

  const results = [...reader.results]
  const missingName = `ncf-live-${randomBytes(4).toString('hex')}`
  for (const check of edgeCaseReads(endpoint, missingName)) {
    results.push({ check, response: await comparison.send(service, check.call) })
  }

  for (const copy of reader.copies) await copy()
  // The redactor must know all data of the account before anything is compared and kept for the report.
  for (const { check, response } of results) describeResponse(response, shapes[check.operation], redactor)
  for (const { check, response } of results) {
    const responses = { service: response, emulator: await emulator.record(check.call) }
    const differences = compareResponses(check, responses, shapes[check.operation], redactor)
    comparison.addResult(check, differences, response)
  }
}
