import { describe, expect, test } from 'vitest'
import { actionBody, createResources, echoAction, openEmulator } from './open-emulator.ts'

/** A request that the emulator rejects: `{method} {target}`. The target starts after the path of the version. */
export type Rejection = readonly [
  name: string,
  request: `${string} ${string}`,
  body: unknown,
  /** Status and code. */
  expected: `${number} ${number}`,
  /** A part of the details. */
  details?: string,
]

const { vpc: _, ...withoutVpc } = echoAction

/** The body of an action on the platform classic. */
export const classicAction = withoutVpc

/** Opens an emulator with resources of each kind on the platform vpc, and one of each kind on classic. */
const openWithResources = async () => {
  const opened = openEmulator()
  const everyMinute = { cronOption: '* * * * *' }
  const sequence = { exec: { kind: 'sequence', components: ['-/free', 'full/inside'] } }
  const python = actionBody('def main(args): return {}', { exec: { ...echoAction.exec, kind: 'python:3.13' } })
  const zip = actionBody('UEsDBA==', { exec: { ...echoAction.exec, binary: true } })
  await createResources(opened, [
    ['/packages/full', {}],
    ['/packages/full/actions/inside', echoAction],
    ['/packages/-/actions/free', echoAction],
    ['/packages/-/actions/pages?type=web', echoAction],
    ['/packages/-/actions/chain?type=sequence', sequence],
    ['/packages/-/actions/snake', python],
    ['/packages/-/actions/zip', zip],
    ['/triggers/linked?type=cron', everyMinute],
    ['/triggers/alone?type=cron', everyMinute],
    ['/triggers/snakes?type=cron', everyMinute],
    ['/triggers/linked/link-action', { action: 'free' }],
    ['/triggers/snakes/link-action', { action: 'snake' }],
    ['/packages/old?platform=classic', {}],
    ['/packages/-/actions/oldAction?platform=classic', classicAction],
    ['/triggers/oldTrigger?platform=classic&type=cron', everyMinute],
  ])
  return opened
}

/** Tests that the emulator rejects requests with the expected error, and changes nothing. */
export const testRejections = (version: 'v2.1' | 'v2.0', rejections: readonly Rejection[]): void => {
  describe(`createEmulator in ${version}`, () => {
    test.for(rejections)('rejects %s, and changes nothing', async ([, request, body, expected, details = '']) => {
      const opened = await openWithResources()
      const before = opened.snapshot()
      const [method = '', target = ''] = request.split(' ')
      const { status, error } = await opened.call(method, target, body, { version })
      await opened.emulator.idle()
      expect(`${status} ${error?.errorCode}`).toBe(expected)
      expect(error?.details).toContain(details)
      expect(opened.snapshot()).toBe(before)
    })
  })
}
