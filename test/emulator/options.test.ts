import { expect, test } from 'vitest'
import { createEmulator } from '../../worker/emulator/index.ts'

test.for([
  ['execute', 'did you mean `executor`?'],
  ['NOW', 'did you mean `now`?'],
  ['samplePackages', 'use one of credentials, now, packages'],
])('createEmulator throws for the unknown option %s, and suggests a known one', ([name = '', suggestion = '']) => {
  const options = { [name]: [] }
  expect(() => createEmulator(options)).toThrow(TypeError)
  expect(() => createEmulator(options)).toThrow(`unknown option \`${name}\`: ${suggestion}`)
})

test('createEmulator ignores an unknown option that is undefined', () => {
  const options: object = { samplePackages: undefined }
  expect(() => createEmulator(options)).not.toThrow()
})
