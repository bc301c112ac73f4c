import type { EmulatorPackage } from '../options.ts'

/**
 * What the emulator's Worker starts with: the documentation's sample answer, and a different set for Classic so that
 * one sees which of the two one is looking at.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getpackagelist
 */
export const samplePackages: readonly EmulatorPackage[] = [
  { name: 'package001', description: 'Create package' },
  { name: 'package000', description: '' },
  { name: 'package003', description: 'On the Classic platform', platform: 'classic' },
]
