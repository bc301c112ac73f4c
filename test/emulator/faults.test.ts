import { describe, expect, test } from 'vitest'
import type { Fault } from '../../worker/emulator/index.ts'
import { openEmulator, startTime } from './open-emulator.ts'

const putPackage = ['PUT', '/packages/fresh', {}] as const

describe('a fault', () => {
  const rejecting: readonly [fault: Fault, header: string, status: number, text: string][] = [
    [{ kind: '429' }, '429', 429, '"errorCode":"410"'],
    [{ kind: '503' }, '503', 503, '"errorCode":"500"'],
    [{ kind: 'html' }, 'html', 502, '<html>'],
    [{ kind: 'clock', ms: 300_000 }, 'clock=300000', 401, '"clock_off"'],
    [{ kind: 'clock', ms: -300_000 }, 'clock=-300000', 401, '"clock_off"'],
  ]

  test.each(rejecting)('%o rejects the request and changes nothing', async (fault, header, status, text) => {
    for (const opened of [openEmulator({ faults: () => fault }), openEmulator({ faultHeader: true })]) {
      const before = opened.snapshot()
      const response = await opened.call(...putPackage, { headers: { 'x-emulator-fault': header } })
      expect([response.status, response.text]).toEqual([status, expect.stringContaining(text)])
      expect(opened.snapshot()).toBe(before)
    }
  })

  test('cut executes the operation, and breaks off the response', async () => {
    const opened = openEmulator({ faults: () => ({ kind: 'cut' }) })
    await expect(opened.call(...putPackage)).rejects.toThrow('cut off')
    expect(opened.store.count('package')).toBe(1)
  })

  test('cut breaks off a response without a body too', async () => {
    const opened = openEmulator({ packages: [{ name: 'p' }], faults: () => ({ kind: 'cut' }) })
    await expect(opened.call('DELETE', '/packages/p')).rejects.toThrow('cut off')
    expect(opened.store.count('package')).toBe(0)
  })

  test.each([['delay=1500'], ['delay=0']])('%s waits before it responds', async (header) => {
    const waited: number[] = []
    const opened = openEmulator({
      faultHeader: true,
      sleep: async (ms) => {
        waited.push(ms)
      },
    })
    const response = await opened.call(...putPackage, { headers: { 'x-emulator-fault': header } })
    expect([response.status, waited]).toEqual([200, [Number(header.slice(6))]])
  })

  test('clock changes the date of the response', async () => {
    const { call } = openEmulator({ faults: () => ({ kind: 'clock', ms: 120_000 }) })
    expect((await call('GET', '/packages')).headers.get('date')).toBe(new Date(startTime + 120_000).toUTCString())
  })

  test('can depend on the operation and on earlier requests', async () => {
    const seen: string[] = []
    const { call, emulator } = openEmulator({
      faults: (request, operation) => {
        seen.push(`${request.method} ${operation}`)
        return seen.length === 1 ? { kind: '503' } : undefined
      },
    })
    expect((await call('GET', '/packages')).status).toBe(503)
    expect((await call('GET', '/packages')).status).toBe(200)
    await emulator.fetch('http://emulator.localhost/web/vpc/-/page/http')
    expect(seen).toEqual(['GET getPackageList', 'GET getPackageList', 'GET web'])
  })
})

test.each(['500', '', 'delay', 'clock=soon', 'delay=1 503'])('rejects the fault header "%s"', async (header) => {
  const { call } = openEmulator({ faultHeader: true })
  const { status, error } = await call('GET', '/packages', undefined, { headers: { 'x-emulator-fault': header } })
  expect([status, error?.errorCode]).toEqual([400, '100'])
})

test('ignores the fault header without the option faultHeader', async () => {
  const { call } = openEmulator()
  expect((await call('GET', '/packages', undefined, { headers: { 'x-emulator-fault': '503' } })).status).toBe(200)
})
