import { describe, expect, test } from 'vitest'
import { beginning, echo, type Opened, open, prepare } from './open-emulator.ts'

const MINUTE = 60_000
const firings = async ({ ask }: Opened, name: string): Promise<number[]> => {
  const { content } = await ask('GET', `/triggers/${name}/activations?pageSize=100000`)
  const details = content.activations.map(async ({ activationId }: { activationId: string }) => {
    const detail = await ask('GET', `/triggers/${name}/activations/${activationId}`)
    return detail.content.start
  })
  return Promise.all(details)
}
const runs = async ({ ask }: Opened): Promise<number> => (await ask('GET', '/activations')).content.totalCount

const furnish = async (cronOption = '* * * * *') => {
  const opened = open()
  await prepare(opened, [
    ['/packages/p', {}],
    ['/packages/p/actions/inside', echo],
    ['/packages/-/actions/free', echo],
    ['/triggers/t?type=cron', { cronOption, parameters: { by: 't' } }],
  ])
  return opened
}

describe('A link', () => {
  test.each([
    ['an action', { action: 'free' }, 'free'],
    ['an action in no package', { action: 'free', package: '-' }, 'free'],
    ['an action in a package', { action: 'inside', package: 'p' }, 'p/inside'],
    ['package and action in one', { action: 'p/inside' }, 'p/inside'],
    ['package and action in one, and none', { action: 'p/inside', package: '-' }, 'p/inside'],
    ['no package in one', { action: '-/free' }, 'free'],
  ])('joins %s, and is undone', async (_, body, name) => {
    const { ask } = await furnish()
    expect((await ask('POST', '/triggers/t/link-action', body)).status).toBe(200)
    expect((await ask('GET', '/triggers/t')).content.actions).toEqual([name])
    expect((await ask('DELETE', '/triggers/t/link-action', body)).status).toBe(204)
    expect((await ask('GET', '/triggers/t')).content.actions).toEqual([])
  })

  test.each([
    ['its action', '/packages/-/actions/free'],
    ['its trigger', '/triggers/t'],
  ])('goes with %s', async (_, target) => {
    const opened = await furnish()
    await prepare(opened, [['/triggers/t/link-action', { action: 'free' }]])
    await opened.ask('DELETE', target)
    await opened.ask('PUT', '/packages/-/actions/free', echo)
    await opened.ask('PUT', '/triggers/t?type=cron', { cronOption: '* * * * *' })
    expect((await opened.ask('GET', '/triggers/t')).content.actions).toEqual([])
  })

  test('of another trigger stays', async () => {
    const opened = await furnish()
    await prepare(opened, [
      ['/triggers/t2?type=cron', { cronOption: '* * * * *' }],
      ['/triggers/t/link-action', { action: 'free' }],
      ['/triggers/t2/link-action', { action: 'free' }],
    ])
    await opened.ask('DELETE', '/triggers/t')
    expect((await opened.ask('GET', '/triggers/t2')).content.actions).toEqual(['free'])
  })
})

test('Firing starts every linked action', async () => {
  const opened = await furnish()
  await prepare(opened, [
    ['/triggers/t/link-action', { action: 'free' }],
    ['/triggers/t/link-action', { action: 'inside', package: 'p' }],
  ])
  const { content } = await opened.ask('POST', '/triggers/t', { at: 'once' })
  await opened.emulator.idle()
  const { logs } = (await opened.ask('GET', `/triggers/t/activations/${content.activationId}`)).content
  for (const line of logs) {
    const { action, activationId } = JSON.parse(line)
    const [packageName, name] = action.split('/')
    const detail = await opened.ask('GET', `/packages/${packageName}/actions/${name}/activations/${activationId}`)
    expect(detail.content.response.result).toEqual({ by: 't', at: 'once' })
  }
  expect(logs).toHaveLength(2)
})

describe('A cron trigger', () => {
  const linked = async (cronOption?: string) => {
    const opened = await furnish(cronOption)
    await prepare(opened, [['/triggers/t/link-action', { action: 'free' }]])
    return opened
  }

  test.each([
    ['not before its time', '* * * * *', 29_999, []],
    ['at its time', '* * * * *', 30_000, [30_000]],
    ['as often as it was due', '*/5 * * * *', 10 * MINUTE, [4.5 * MINUTE, 9.5 * MINUTE]],
    // The clock begins at 12:00:30 in Korea, on a Tuesday.
    ['in Korean time', '1 12 * * *', MINUTE, [30_000]],
    ['not in another', '1 3 * * *', MINUTE, []],
    ['on its day', '0 0 * * 3', 24 * 60 * MINUTE, [(12 * 60 - 0.5) * MINUTE]],
  ])('fires %s', async (_, cronOption, elapsed, due) => {
    const opened = await linked(cronOption)
    opened.clock.time += elapsed
    await opened.emulator.tick()
    expect((await firings(opened, 't')).reverse()).toEqual(due.map((time) => beginning + time))
    expect(await runs(opened)).toBe(due.length)
  })

  test('fires once, however often the clock ticks', async () => {
    const opened = await linked()
    opened.clock.time += MINUTE
    await Promise.all([opened.emulator.tick(), opened.emulator.tick()])
    await opened.emulator.tick()
    expect(await runs(opened)).toBe(1)
  })

  test('fires as often in many small steps as in one', async () => {
    const opened = await linked()
    for (let second = 0; second < 180; second += 1) {
      opened.clock.time += 1000
      await opened.emulator.tick()
    }
    expect(await runs(opened)).toBe(3)
  })

  test('fires thousands of times when the clock is moved far', async () => {
    const opened = await linked()
    opened.clock.time += 2500 * MINUTE
    await opened.emulator.tick()
    expect(await runs(opened)).toBe(2500)
  })

  test('is quiet without a link, and about what was before its link or its change', async () => {
    const opened = await furnish()
    opened.clock.time += 10 * MINUTE
    await prepare(opened, [['/triggers/t/link-action', { action: 'free' }]])
    await opened.emulator.tick()
    expect(await firings(opened, 't')).toEqual([])
    opened.clock.time += 10 * MINUTE
    await prepare(opened, [['/triggers/t?type=cron', { cronOption: '*/1 * * * *' }]])
    await opened.emulator.tick()
    expect(await firings(opened, 't')).toEqual([])
  })

  test('put again as it was misses nothing', async () => {
    const opened = await linked()
    opened.clock.time += MINUTE
    await prepare(opened, [['/triggers/t?type=cron', { cronOption: '* * * * *', description: 'new' }]])
    await opened.emulator.tick()
    expect(await runs(opened)).toBe(1)
  })

  test('keeps a failed firing where the emulator cannot run the action', async () => {
    const opened = await furnish()
    const python = { ...echo, exec: { ...echo.exec, kind: 'python:3.13' } }
    await prepare(opened, [
      ['/packages/-/actions/snake', python],
      ['/triggers/t/link-action', { action: 'snake' }],
    ])
    opened.clock.time += MINUTE
    await opened.emulator.tick()
    const { content } = await opened.ask('GET', '/triggers/t/activations')
    expect(content.activations).toMatchObject([{ status: 'whisk internal error' }])
    expect(await runs(opened)).toBe(0)
  })

  test('does not catch up further than it may', async () => {
    const opened = open({ cronCatchUpMs: 2 * MINUTE })
    await prepare(opened, [
      ['/packages/-/actions/free', echo],
      ['/triggers/t?type=cron', { cronOption: '* * * * *' }],
      ['/triggers/t/link-action', { action: 'free' }],
    ])
    opened.clock.time += 60 * MINUTE
    await opened.emulator.tick()
    expect(await runs(opened)).toBe(2)
  })

  test('of either platform fires in the order of time', async () => {
    const opened = await linked('2 12 * * *')
    const classic = '?platform=classic'
    const { vpc: _, ...body } = echo
    await opened.ask('PUT', `/packages/-/actions/free${classic}`, body)
    await opened.ask('PUT', `/triggers/t${classic}&type=cron`, { cronOption: '1 12 * * *' })
    await opened.ask('POST', `/triggers/t/link-action${classic}`, { action: 'free' })
    opened.clock.time += 10 * MINUTE
    await opened.emulator.tick()
    const starts = (['classic', 'vpc'] as const).map((platform) => {
      const { page } = opened.store.listActivations({ platform, start: 0, end: 2 ** 50, offset: 0, limit: 9 })
      return page.map(({ start }) => start - beginning)
    })
    expect(starts).toEqual([[30_000], [90_000]])
  })
})
