import { build } from 'esbuild'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { explainCode, type NcloudError, type ServiceErrorCode, serviceErrors } from '../../lib/index.ts'
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

describe('serviceErrors', () => {
  test('has enough to compare with', () => {
    expect(answered.map(({ errorCode }) => errorCode)).toEqual(expect.arrayContaining(['200', '80002', '80901']))
  })

  test.each(answered)('$errorCode is what the emulator answers', ({ errorCode, message, status }) => {
    const known = explainCode(errorCode)
    expect(known, 'a row of its own').toBeDefined()
    // What is unknown the emulator must decide on.
    expect({ name: known?.name ?? message, status: known?.status ?? status }).toEqual({ name: message, status })
  })

  test.each(Object.entries(serviceErrors))(
    '%s says in one sentence what to do',
    (code, { name, status = 400, todo }) => {
      expect(code).toMatch(/^(\d{3}|8\d{4})$/)
      expect(todo).toMatch(/^[A-Z][^.]+\.$/)
      expect(name).not.toBe('')
      expect(status >= 400 && status < 600).toBe(true)
    },
  )

  test('is not in a bundle that does not ask for it', async () => {
    const bundle = async (contents: string): Promise<string> => {
      const stdin = { contents, resolveDir: root }
      const { outputFiles } = await build({
        stdin,
        bundle: true,
        minify: true,
        format: 'esm',
        write: false,
        ignoreAnnotations: true,
      } as const)
      return outputFiles[0]?.text ?? ''
    }
    expect(await bundle("export { explainCode } from './lib/index.ts'")).toContain('PACKAGE_NOT_EMPTY')
    const client = await bundle("export { createClient, NcloudError } from './lib/index.ts'")
    expect(client).toContain('NcloudError')
    expect(client).not.toContain('PACKAGE_NOT_EMPTY')
  })
})

describe('explainCode', () => {
  test('gives the row of a code', () => {
    expect(explainCode('80109')).toBe(serviceErrors['80109'])
    expect(explainCode('80109')).toMatchObject({ name: 'PACKAGE_NOT_EMPTY', status: 409 })
  })

  test.each(['', '80110', 'timeout', 'invalid_token', 'constructor', '__proto__', ' 80109', '80109.0'])(
    'knows nothing of %j',
    (code) => {
      expect(explainCode(code)).toBeUndefined()
    },
  )
})

test('The code of an NcloudError takes any text', () => {
  expectTypeOf<string>().toExtend<NcloudError['code']>()
  expectTypeOf<ServiceErrorCode>().toExtend<NcloudError['code']>()
})
