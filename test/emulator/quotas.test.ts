import { expect, test } from 'vitest'
import { echoAction, openEmulator } from './open-emulator.ts'
import { classicAction } from './rejection.ts'

interface Resource {
  readonly target: string
  readonly body: unknown
  /** The body on the platform classic. Default: the same. */
  readonly classicBody?: unknown
}

const everyMinute = { cronOption: '* * * * *' }
const kinds: readonly [kind: string, create: (number: number) => Resource][] = [
  ['packages', (number) => ({ target: `/packages/p${number}?`, body: {} })],
  [
    'actions',
    (number) => ({ target: `/packages/-/actions/a${number}?`, body: echoAction, classicBody: classicAction }),
  ],
  ['triggers', (number) => ({ target: `/triggers/t${number}?type=cron&`, body: everyMinute })],
]

test.for(kinds)('createEmulator rejects the 501st of all %s, and still changes the others', async ([kind, create]) => {
  const opened = openEmulator()
  const put = (number: number, platform: 'vpc' | 'classic') => {
    const { target, body, classicBody = body } = create(number)
    return opened.call('PUT', `${target}platform=${platform}`, platform === 'vpc' ? body : classicBody)
  }
  for (let number = 0; number < 500; number += 1) {
    expect((await put(number, number % 2 === 0 ? 'vpc' : 'classic')).status).toBe(200)
  }
  const before = opened.snapshot()
  const { status, error } = await put(500, 'vpc')
  const details = `The emulator has 500 ${kind}, the most that an account can have: delete one first.`
  expect([status, error?.details]).toEqual([400, details])
  expect(opened.snapshot()).toBe(before)
  expect((await put(0, 'vpc')).status).toBe(200)
})
