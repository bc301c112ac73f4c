import { describe, expect, test } from 'vitest'
import type { Fault } from '../../worker/emulator/index.ts'
import { beginning, open } from './open-emulator.ts'

const put = ['PUT', '/packages/fresh', {}] as const

describe('A fault on demand', () => {
  const refused: readonly [fault: Fault, header: string, status: number, text: string][] = [
    [{ kind: '429' }, '429', 429, '"errorCode":"410"'],
    [{ kind: '503' }, '503', 503, '"errorCode":"500"'],
    [{ kind: 'html' }, 'html', 502, '<html>'],
    [{ kind: 'clock', ms: 300_000 }, 'clock=300000', 401, '"clock_off"'],
    [{ kind: 'clock', ms: -300_000 }, 'clock=-300000', 401, '"clock_off"'],
  ]

  test.each(refused)('%o lets nothing through', async (fault, header, status, text) => {
    for (const opened of [open({ faults: () => fault }), open({ faultHeader: true })]) {
      const before = opened.state()
      const answer = await opened.ask(...put, { headers: { 'x-emulator-fault': header } })
      expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(text)])
      expect(opened.state()).toBe(before)
    }
  })

  test('cut: is done, but the answer breaks off', async () => {
    const opened = open({ faults: () => ({ kind: 'cut' }) })
    await expect(opened.ask(...put)).rejects.toThrow('cut off')
    expect(opened.store.count('package')).toBe(1)
  })

  test('cut: without a body breaks off, too', async () => {
    const opened = open({ packages: [{ name: 'p' }], faults: () => ({ kind: 'cut' }) })
    await expect(opened.ask('DELETE', '/packages/p')).rejects.toThrow('cut off')
    expect(opened.store.count('package')).toBe(0)
  })

  test.each([['delay=1500'], ['delay=0']])('%s waits, then answers', async (header) => {
    const waited: number[] = []
    const opened = open({
      faultHeader: true,
      sleep: async (ms) => {
        waited.push(ms)
      },
    })
    const answer = await opened.ask(...put, { headers: { 'x-emulator-fault': header } })
    expect([answer.status, waited]).toEqual([200, [Number(header.slice(6))]])
  })

  test('clock: is what the answer is dated with', async () => {
    const { ask } = open({ faults: () => ({ kind: 'clock', ms: 120_000 }) })
    expect((await ask('GET', '/packages')).headers.get('date')).toBe(new Date(beginning + 120_000).toUTCString())
  })

  test('is asked for by operation, and once in a while', async () => {
    const seen: string[] = []
    const { ask, emulator } = open({
      faults: (request, operation) => {
        seen.push(`${request.method} ${operation}`)
        return seen.length === 1 ? { kind: '503' } : undefined
      },
    })
    expect((await ask('GET', '/packages')).status).toBe(503)
    expect((await ask('GET', '/packages')).status).toBe(200)
    await emulator.fetch('http://emulator/web/vpc/-/page/http')
    expect(seen).toEqual(['GET getPackageList', 'GET getPackageList', 'GET web'])
  })
})

test.each(['500', '', 'delay', 'clock=soon', 'delay=1 503'])('The header "%s" is no fault', async (header) => {
  const { ask } = open({ faultHeader: true })
  const { status, error } = await ask('GET', '/packages', undefined, { headers: { 'x-emulator-fault': header } })
  expect([status, error?.errorCode]).toEqual([400, '100'])
})

test('The header counts for nothing unless it is listened to', async () => {
  const { ask } = open()
  expect((await ask('GET', '/packages', undefined, { headers: { 'x-emulator-fault': '503' } })).status).toBe(200)
})
