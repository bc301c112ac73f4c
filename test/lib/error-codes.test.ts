import { build } from 'esbuild'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { adviceFor } from '../../lib/api/error-advice.ts'
import type { ServiceErrorCode } from '../../lib/api/error-meanings.ts'
import { errorCodes, type NcloudError } from '../../lib/index.ts'
import * as assumptions from '../../worker/emulator/assumptions.ts'
import { errors } from '../../worker/emulator/errors.ts'
import { root } from '../support/run.ts'

interface EmulatorError {
  readonly status: number
  readonly errorCode: string
  readonly message: string
}

const isEmulatorError = (value: unknown): value is EmulatorError =>
  typeof value === 'object' && value !== null && 'errorCode' in value

/** Every error that the emulator can respond with. */
const emulatorErrors = [...new Set([...Object.values(errors), ...Object.values(assumptions)].filter(isEmulatorError))]

describe('errorCodes', () => {
  test('is compared with the errors of the emulator', () => {
    expect(emulatorErrors.map(({ errorCode }) => errorCode)).toEqual(expect.arrayContaining(['200', '80002', '80901']))
  })

  test.each(emulatorErrors)(
    'has the name and status that the emulator uses for $errorCode',
    ({ errorCode, message, status }) => {
      const known = errorCodes[errorCode as ServiceErrorCode]
      expect(known, 'the table has the code').toBeDefined()
      // Where the table has no name or status, the emulator has chosen one.
      expect({ name: known?.name ?? message, status: known?.status ?? status }).toEqual({ name: message, status })
    },
  )

  test.each(Object.entries(errorCodes))('%s has a message and advice of one sentence each', (_, info) => {
    const { name, status = 400, message, advice } = info
    expect(message).toMatch(/^[A-Z].*\.$/)
    expect(advice).toMatch(/^[A-Z].*\.$/)
    expect(name).not.toBe('')
    expect(status >= 400 && status < 600).toBe(true)
  })

  test('has words as codes of the client and the proxy, three digits for the gateway, and five for the service', () => {
    for (const code of Object.keys(errorCodes)) expect(code).toMatch(/^(\d{3}|8\d{4}|[a-z_]+)$/)
  })

  test('is not in a bundle with one group of calls', async () => {
    const bundle = async (contents: string): Promise<string> => {
      const stdin = { contents, resolveDir: root }
      const options = { bundle: true, minify: true, format: 'esm', write: false } as const
      const { outputFiles } = await build({ stdin, ...options })
      return outputFiles[0]?.text ?? ''
    }
    expect(await bundle("export { errorCodes } from './lib/index.ts'")).toContain('PACKAGE_NOT_EMPTY')
    expect(await bundle("export { createClient } from './lib/index.ts'")).toContain('Delete the actions of the package')
    const group = await bundle("export { createTransport, packages } from './lib/core.ts'")
    expect(group).toContain('NcloudError')
    expect(group).not.toContain('Delete the actions of the package')
  })
})

describe('adviceFor', () => {
  test('returns the advice of a code', () => {
    expect(adviceFor('80109')).toBe(errorCodes['80109'].advice)
    expect(adviceFor('timeout')).toBe(errorCodes.timeout.advice)
  })

  test.each(['', '80110', 'invalid_token', 'constructor', '__proto__', ' 80109', '80109.0'])(
    'returns an empty text for the unknown code %j',
    (code) => {
      expect(adviceFor(code)).toBe('')
    },
  )
})

test('the code of an NcloudError can be any text', () => {
  expectTypeOf<string>().toExtend<NcloudError['code']>()
  expectTypeOf<ServiceErrorCode>().toExtend<NcloudError['code']>()
})
