import { build } from 'esbuild'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { adviceFor } from '../../lib/api/error-advice.ts'
import type { ServiceErrorCode } from '../../lib/api/error-codes.ts'
import { errorCodes, type NcloudError } from '../../lib/index.ts'
import { errors } from '../../worker/emulator/errors.ts'
import * as unknowns from '../../worker/emulator/unknowns.ts'
import { root } from '../support/run.ts'

interface Answered {
  readonly status: number
  readonly errorCode: string
  readonly message: string
}

const isAnswered = (value: unknown): value is Answered =>
  typeof value === 'object' && value !== null && 'errorCode' in value

/** Everything the emulator can answer, once each. */
const answered = [...new Set([...Object.values(errors), ...Object.values(unknowns)].filter(isAnswered))]

describe('errorCodes', () => {
  test('has enough to compare with', () => {
    expect(answered.map(({ errorCode }) => errorCode)).toEqual(expect.arrayContaining(['200', '80002', '80901']))
  })

  test.each(answered)(
    'has the name and status that the emulator uses for $errorCode',
    ({ errorCode, message, status }) => {
      const known = errorCodes[errorCode as ServiceErrorCode]
      expect(known, 'a row of its own').toBeDefined()
      // What is unknown the emulator must decide on.
      expect({ name: known?.name ?? message, status: known?.status ?? status }).toEqual({ name: message, status })
    },
  )

  test.each(Object.entries(errorCodes))('%s has one sentence that says what to do', (_, info) => {
    const { name, status = 400, message, advice } = info
    expect(message).toMatch(/^[A-Z].*\.$/)
    expect(advice).toMatch(/^[A-Z].*\.$/)
    expect(name).not.toBe('')
    expect(status >= 400 && status < 600).toBe(true)
  })

  test('lists codes of the client and the proxy as words, of the gateway with three digits, of the service with five', () => {
    for (const code of Object.keys(errorCodes)) expect(code).toMatch(/^(\d{3}|8\d{4}|[a-z_]+)$/)
  })

  test('stays out of a bundle with one group of calls', async () => {
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
    'returns nothing for %j',
    (code) => {
      expect(adviceFor(code)).toBe('')
    },
  )
})

test('The code of an NcloudError takes any text', () => {
  expectTypeOf<string>().toExtend<NcloudError['code']>()
  expectTypeOf<ServiceErrorCode>().toExtend<NcloudError['code']>()
})
