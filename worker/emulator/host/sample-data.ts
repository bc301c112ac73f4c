import type { EmulatorPackage } from '../options.ts'

/**
 * The packages of a new emulator. Those of the platform vpc are the sample response of the documentation. Classic has
 * another one, which shows the platform of a list.
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getpackagelist
 */
export const samplePackages: readonly EmulatorPackage[] = [
  { name: 'package001', description: 'Create package' },
  { name: 'package000', description: '' },
  { name: 'package003', description: 'On the Classic platform', platform: 'classic' },
]
