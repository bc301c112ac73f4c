import {
  array,
  bigInt,
  constantFrom,
  double,
  integer,
  letrec,
  oneof,
  record,
  string,
  tuple,
  uint8Array,
} from 'fast-check'
import { expect, test } from 'vitest'
import { type OperationId, operations } from '../../../lib/index.ts'
import { forAll, pieces } from '../../support/property.ts'
import { sampleRequests } from '../../support/requests.ts'
import { jsonHeaders, sendRequest, v21 } from '../send.ts'

const send = (id: OperationId, body: string | Uint8Array<ArrayBuffer>) => {
  const { method, target } = sampleRequests[id]
  return sendRequest(v21 + target, { method, headers: jsonHeaders, body, duplex: 'half' })
}

/** A JSON text, and whether every reader understands it in the same way. */
interface Written {
  readonly text: string
  readonly isClear: boolean
}

const blank = constantFrom('', ' ', '\n\t')
const key = oneof(
  constantFrom(
    'a',
    'b',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    '',
    'toJSON',
    '0',
    ':',
    '{"',
    '\\',
    '\ufeff',
  ),
  string({ unit: 'binary', maxLength: 5 }),
)
const escaped = (text: string): string =>
  text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
const writtenText = tuple(key, constantFrom(true, false)).map(([text, isEscaped]) => ({
  value: text,
  text: isEscaped ? `"${escaped(text)}"` : JSON.stringify(text),
}))

/** A number that is written as an integer times a power of ten. */
const writtenNumber = tuple(
  oneof(bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), bigInt({ min: 2n ** 53n - 9n, max: 2n ** 53n + 9n })),
  oneof(constantFrom(0, 0, 0), integer({ min: -5, max: 5 }), integer({ min: -345, max: 320 })),
  constantFrom('exponent', 'zeros'),
).map(([digits, power, form]) => {
  const isShort = form === 'zeros' && Math.abs(power) < 20
  const scaled = digits * 10n ** BigInt(isShort && power > 0 ? power : 0)
  if (!isShort) return { digits, power, text: `${digits}.0e${power}` }
  if (power >= 0) return { digits, power, text: `${scaled}.00` }
  const [whole = '', fraction = ''] = splitAt(`${digits < 0n ? -digits : digits}`.padStart(1 - power, '0'), power)
  return { digits, power, text: `${digits < 0n ? '-' : ''}${whole}.${fraction}` }
})
const splitAt = (text: string, at: number): string[] => [text.slice(0, at), text.slice(at)]

/** Returns an integer that JavaScript has written. */
const parseInteger = (text: string): bigint => {
  const [, whole = '', fraction = '', power = '0'] = /^(-?\d+)(?:\.(\d+))?(?:e\+(\d+))?$/.exec(text) ?? []
  return BigInt(whole + fraction) * 10n ** BigInt(Number(power) - fraction.length)
}

/** Returns whether readers that keep numbers as doubles have the value, or, of a decimal, the nearest double. */
const isNumberClear = (digits: bigint, power: number): boolean => {
  const value = Number(`${digits}e${power}`)
  if (digits === 0n) return true
  if (value === 0 || !Number.isFinite(value)) return false
  const divisor = 10n ** BigInt(Math.max(0, -power))
  if (digits % divisor !== 0n) return true
  const exact = (digits * 10n ** BigInt(Math.max(0, power))) / divisor
  return exact === BigInt(value) || exact === parseInteger(`${value}`)
}

const { value: written, object: writtenObject } = letrec<{ value: Written; object: Written; list: Written }>((tie) => ({
  value: oneof(
    { depthSize: 'small' },
    oneof(
      constantFrom('null', 'true', 'false', '0', '-0', '1e5', '1.0', '0.0e-9', '1700000000000000000', '5e-324').map(
        (text) => ({ text, isClear: true }),
      ),
      constantFrom('1e999', '-1e999', '1e-999', '9007199254740993', '9007199254740993.0', '-12345678901234567890').map(
        (text) => ({
          text,
          isClear: false,
        }),
      ),
      double({ noNaN: true, noDefaultInfinity: true }).map((number) => ({
        text: JSON.stringify(number),
        isClear: true,
      })),
      writtenNumber.map(({ digits, power, text }) => ({ text, isClear: isNumberClear(digits, power) })),
      writtenText.map(({ text }) => ({ text, isClear: true })),
    ),
    tie('list'),
    tie('object'),
  ),
  list: tuple(array(tie('value'), { maxLength: 4 }), blank).map(([members, space]) => ({
    text: `[${space}${members.map(({ text }) => text).join(`${space},`)}]`,
    isClear: members.every(({ isClear }) => isClear),
  })),
  object: tuple(array(tuple(writtenText, tie('value')), { maxLength: 4 }), blank).map(([members, space]) => ({
    text: `{${members.map(([{ text }, member]) => `${space}${text}${space}:${space}${member.text}`).join()}${space}}`,
    isClear:
      members.every(([, { isClear }]) => isClear) &&
      new Set(members.map(([{ value }]) => value)).size === members.length,
  })),
}))

test('#14 createProxy sends a body as it was received, and only if every reader understands it in the same way', async () => {
  const seen = { true: 0, false: 0 }
  await forAll(
    writtenObject,
    async ({ text, isClear }) => {
      seen[`${isClear}`] += 1
      const { status, calls } = await send('postAction', text)
      expect([status, calls.map(({ init }) => init.body)]).toEqual(isClear ? [200, [text]] : [400, []])
      expect(Object.keys(Object.prototype)).toEqual([])
    },
    1000,
  )
  expect(Math.min(seen.true, seen.false), 'both kinds occurred').toBeGreaterThan(50)
})

const withBody = Object.values(operations).filter(({ body }) => body)
const operation = constantFrom(...withBody.map(({ id }) => id))

test('#14 createProxy sends a body only if all its fields are fields of the operation', async () => {
  const names = [...new Set(withBody.flatMap(({ body }) => (body === 'any' ? [] : (body ?? []))))]
  const members = array(tuple(oneof(constantFrom(...names), constantFrom(...names), key), written), { maxLength: 3 })
  let sent = 0
  await forAll(
    record({ operation, members }),
    async ({ operation, members }) => {
      const body = `{${members.map(([name, { text }]) => `${JSON.stringify(name)}:${text}`).join()}}`
      const { status, calls } = await send(operation, body)
      expect([200, 204, 400, 422]).toContain(status)
      sent += calls.length
      const fields = operations[operation].body ?? []
      const areKnown = fields === 'any' || members.every(([name]) => fields.includes(name))
      if (!areKnown || status > 399) expect(calls).toEqual([])
      for (const { init } of calls) expect(init.body).toBe(body)
    },
    800,
  )
  expect(sent, 'both kinds occurred').toBeGreaterThan(50)
})

test('#14 createProxy rejects bytes that are not JSON, and never fails', async () => {
  const bytes = oneof(
    uint8Array({ maxLength: 20 }),
    pieces('{', '}', '"a"', ':', ',', '[', ']', '1', '\\u00', '"', '\ud800', '\ufeff', 'é').map((text) =>
      new TextEncoder().encode(text),
    ),
    pieces('a', ' ', '\\n', '\\u00e9', '한', '\\ud800', '{', ',', ':').map((text) =>
      new TextEncoder().encode(`{"description":"${text}"}`),
    ),
  )
  let sent = 0
  await forAll(
    tuple(operation, bytes),
    async ([id, body]) => {
      const { status, calls } = await send(id, Uint8Array.from(body))
      expect([200, 204, 400, 422]).toContain(status)
      sent += calls.length
      if (status > 299) return expect(calls).toEqual([])
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
      expect(JSON.parse(text), 'it is JSON').toEqual(expect.any(Object))
      expect(calls.map(({ init }) => init.body)).toEqual([text])
    },
    800,
  )
  expect(sent, 'both kinds occurred').toBeGreaterThan(50)
})
