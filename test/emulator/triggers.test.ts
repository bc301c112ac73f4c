import { describe, expect, test } from 'vitest'
import { createResources, echoAction, type OpenEmulator, openEmulator, startTime } from './open-emulator.ts'

const MINUTE = 60_000
const listFiringTimes = async ({ call }: OpenEmulator, name: string): Promise<number[]> => {
  const { content } = await call('GET', `/triggers/${name}/activations?pageSize=100000`)
  const details = content.activations.map(async ({ activationId }: { activationId: string }) => {
    const detail = await call('GET', `/triggers/${name}/activations/${activationId}`)
    return detail.content.start
  })
  return Promise.all(details)
}
const countRuns = async ({ call }: OpenEmulator): Promise<number> =>
  (await call('GET', '/activations')).content.totalCount

const openWithTrigger = async (cronOption = '* * * * *') => {
  const opened = openEmulator()
  await createResources(opened, [
    ['/packages/p', {}],
    ['/packages/p/actions/inside', echoAction],
    ['/packages/-/actions/free', echoAction],
    ['/triggers/t?type=cron', { cronOption, parameters: { by: 't' } }],
  ])
  return opened
}

describe('a link', () => {
  test.each([
    ['an action', { action: 'free' }, 'free'],
    ['an action in no package', { action: 'free', package: '-' }, 'free'],
    ['an action in a package', { action: 'inside', package: 'p' }, 'p/inside'],
    ['package and action in one name', { action: 'p/inside' }, 'p/inside'],
    ['package and action in one name, and the package -', { action: 'p/inside', package: '-' }, 'p/inside'],
    ['no package and action in one name', { action: '-/free' }, 'free'],
  ])('of %s can be created and deleted', async (_, body, name) => {
    const { call } = await openWithTrigger()
    expect((await call('POST', '/triggers/t/link-action', body)).status).toBe(200)
    expect((await call('GET', '/triggers/t')).content.actions).toEqual([name])
    expect((await call('DELETE', '/triggers/t/link-action', body)).status).toBe(204)
    expect((await call('GET', '/triggers/t')).content.actions).toEqual([])
  })

  test.each([
    ['its action', '/packages/-/actions/free'],
    ['its trigger', '/triggers/t'],
  ])('is deleted with %s', async (_, target) => {
    const opened = await openWithTrigger()
    await createResources(opened, [['/triggers/t/link-action', { action: 'free' }]])
    await opened.call('DELETE', target)
    await opened.call('PUT', '/packages/-/actions/free', echoAction)
    await opened.call('PUT', '/triggers/t?type=cron', { cronOption: '* * * * *' })
    expect((await opened.call('GET', '/triggers/t')).content.actions).toEqual([])
  })

  test('stays when another trigger of its action is deleted', async () => {
    const opened = await openWithTrigger()
    await createResources(opened, [
      ['/triggers/t2?type=cron', { cronOption: '* * * * *' }],
      ['/triggers/t/link-action', { action: 'free' }],
      ['/triggers/t2/link-action', { action: 'free' }],
    ])
    await opened.call('DELETE', '/triggers/t')
    expect((await opened.call('GET', '/triggers/t2')).content.actions).toEqual(['free'])
  })
})

test('firing a trigger starts every linked action', async () => {
  const opened = await openWithTrigger()
  await createResources(opened, [
    ['/triggers/t/link-action', { action: 'free' }],
    ['/triggers/t/link-action', { action: 'inside', package: 'p' }],
  ])
  const { content } = await opened.call('POST', '/triggers/t', { at: 'once' })
  await opened.emulator.idle()
  const { logs } = (await opened.call('GET', `/triggers/t/activations/${content.activationId}`)).content
  for (const line of logs) {
    const { action, activationId } = JSON.parse(line)
    const [packageName, name] = action.split('/')
    const detail = await opened.call('GET', `/packages/${packageName}/actions/${name}/activations/${activationId}`)
    expect(detail.content.response.result).toEqual({ by: 't', at: 'once' })
  }
  expect(logs).toHaveLength(2)
})

describe('a cron trigger', () => {
  const openWithLinkedTrigger = async (cronOption?: string) => {
    const opened = await openWithTrigger(cronOption)
    await createResources(opened, [['/triggers/t/link-action', { action: 'free' }]])
    return opened
  }

  test.each([
    ['not before its time', '* * * * *', 29_999, []],
    ['at its time', '* * * * *', 30_000, [30_000]],
    ['at each time that passed', '*/5 * * * *', 10 * MINUTE, [4.5 * MINUTE, 9.5 * MINUTE]],
    // The clock starts on a Tuesday, at 12:00:30 in Korea.
    ['in Korean time', '1 12 * * *', MINUTE, [30_000]],
    ['not in UTC', '1 3 * * *', MINUTE, []],
    ['on its day of the week', '0 0 * * 3', 24 * 60 * MINUTE, [(12 * 60 - 0.5) * MINUTE]],
  ])('fires %s', async (_, cronOption, elapsed, expected) => {
    const opened = await openWithLinkedTrigger(cronOption)
    opened.clock.time += elapsed
    await opened.emulator.tick()
    expect((await listFiringTimes(opened, 't')).reverse()).toEqual(expected.map((time) => startTime + time))
    expect(await countRuns(opened)).toBe(expected.length)
  })

  test('fires once, even if tick is called several times', async () => {
    const opened = await openWithLinkedTrigger()
    opened.clock.time += MINUTE
    await Promise.all([opened.emulator.tick(), opened.emulator.tick()])
    await opened.emulator.tick()
    expect(await countRuns(opened)).toBe(1)
  })

  test('fires as often in many small steps of the clock as in one', async () => {
    const opened = await openWithLinkedTrigger()
    for (let second = 0; second < 180; second += 1) {
      opened.clock.time += 1000
      await opened.emulator.tick()
    }
    expect(await countRuns(opened)).toBe(3)
  })

  test('fires thousands of times after a large step of the clock', async () => {
    const opened = await openWithLinkedTrigger()
    opened.clock.time += 2500 * MINUTE
    await opened.emulator.tick()
    expect(await countRuns(opened)).toBe(2500)
  })

  test('does not fire without a link, nor for times before its link or its last change', async () => {
    const opened = await openWithTrigger()
    opened.clock.time += 10 * MINUTE
    await createResources(opened, [['/triggers/t/link-action', { action: 'free' }]])
    await opened.emulator.tick()
    expect(await listFiringTimes(opened, 't')).toEqual([])
    opened.clock.time += 10 * MINUTE
    await createResources(opened, [['/triggers/t?type=cron', { cronOption: '*/1 * * * *' }]])
    await opened.emulator.tick()
    expect(await listFiringTimes(opened, 't')).toEqual([])
  })

  test('fires for times before a PUT that does not change its cron expression', async () => {
    const opened = await openWithLinkedTrigger()
    opened.clock.time += MINUTE
    await createResources(opened, [['/triggers/t?type=cron', { cronOption: '* * * * *', description: 'new' }]])
    await opened.emulator.tick()
    expect(await countRuns(opened)).toBe(1)
  })

  test('saves a failed firing if the emulator cannot run the action', async () => {
    const opened = await openWithTrigger()
    const python = { ...echoAction, exec: { ...echoAction.exec, kind: 'python:3.13' } }
    await createResources(opened, [
      ['/packages/-/actions/snake', python],
      ['/triggers/t/link-action', { action: 'snake' }],
    ])
    opened.clock.time += MINUTE
    await opened.emulator.tick()
    const { content } = await opened.call('GET', '/triggers/t/activations')
    expect(content.activations).toMatchObject([{ status: 'whisk internal error' }])
    expect(await countRuns(opened)).toBe(0)
  })

  test('does not fire for times before cronCatchUpMs', async () => {
    const opened = openEmulator({ cronCatchUpMs: 2 * MINUTE })
    await createResources(opened, [
      ['/packages/-/actions/free', echoAction],
      ['/triggers/t?type=cron', { cronOption: '* * * * *' }],
      ['/triggers/t/link-action', { action: 'free' }],
    ])
    opened.clock.time += 60 * MINUTE
    await opened.emulator.tick()
    expect(await countRuns(opened)).toBe(2)
  })

  test('fires in the order of time across both platforms', async () => {
    const opened = await openWithLinkedTrigger('2 12 * * *')
    const classic = '?platform=classic'
    const { vpc: _, ...body } = echoAction
    await opened.call('PUT', `/packages/-/actions/free${classic}`, body)
    await opened.call('PUT', `/triggers/t${classic}&type=cron`, { cronOption: '1 12 * * *' })
    await opened.call('POST', `/triggers/t/link-action${classic}`, { action: 'free' })
    opened.clock.time += 10 * MINUTE
    await opened.emulator.tick()
    const starts = (['classic', 'vpc'] as const).map((platform) => {
      const { page } = opened.store.listActivations({ platform, start: 0, end: 2 ** 50, offset: 0, limit: 9 })
      return page.map(({ start }) => start - startTime)
    })
    expect(starts).toEqual([[30_000], [90_000]])
  })
})
