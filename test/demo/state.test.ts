import { expect, test } from 'vitest'
import { type Action, initial, platformFrom, reduce, type State } from '../../demo/state.ts'
import { NcloudError } from '../../lib/index.ts'

const origin = 'https://edge.example.dev'
const start = initial({ origin, platform: 'vpc', hasToken: false })
const packages = [{ name: 'package001', description: 'Create package' }]
const after = (...actions: Action[]): State => actions.reduce(reduce, start)

const denied = new NcloudError('Permission denied', {
  code: '80002',
  status: 403,
  details: 'View/getPackageList',
  requestId: 'r-1',
})

test.each([
  ['?platform=classic', 'classic'],
  ['?platform=vpc', 'vpc'],
  ['', 'vpc'],
  ['?platform=', 'vpc'],
  ['?platform=Classic', 'vpc'],
  ['?platform=constructor', 'vpc'],
  ['?a=1&platform=classic', 'classic'],
])('the query %j means %s', (query, platform) => {
  expect(platformFrom(query)).toBe(platform)
})

test('an answer is a list, or empty', () => {
  expect(after({ type: 'reload' }, { type: 'loaded', request: 1, packages })).toEqual({
    origin,
    platform: 'vpc',
    hasToken: false,
    request: 1,
    kind: 'list',
    packages,
  })
  expect(after({ type: 'reload' }, { type: 'loaded', request: 1, packages: [] })).toEqual({
    origin,
    platform: 'vpc',
    hasToken: false,
    request: 1,
    kind: 'empty',
  })
})

test('a failure keeps what the error tells', () => {
  expect(after({ type: 'reload' }, { type: 'failed', request: 1, error: denied })).toMatchObject({
    kind: 'failure',
    failure: {
      code: '80002',
      status: 403,
      message: 'Permission denied',
      details: 'View/getPackageList',
      requestId: 'r-1',
      retryable: false,
    },
  })
})

test.each(['unauthenticated', 'invalid_token'])('%s asks for a token', (code) => {
  const error = new NcloudError('No', { code, status: 401 })
  expect(after({ type: 'reload' }, { type: 'failed', request: 1, error })).toMatchObject({
    kind: 'token',
    failure: { code },
  })
})

test('an error of another kind is a failure too', () => {
  const failed = (error: unknown) => after({ type: 'reload' }, { type: 'failed', request: 1, error })
  expect(failed(new TypeError('token must be set'))).toMatchObject({
    kind: 'failure',
    failure: { code: 'unexpected', message: 'token must be set' },
  })
  expect(failed(undefined)).toMatchObject({ failure: { code: 'unexpected', message: 'undefined' } })
})

test('a stale answer changes nothing, whether it succeeded or failed', () => {
  const newer = after({ type: 'reload' }, { type: 'select', platform: 'classic' })
  expect(newer).toMatchObject({ request: 2, kind: 'loading', platform: 'classic' })
  expect(reduce(newer, { type: 'loaded', request: 1, packages })).toBe(newer)
  expect(reduce(newer, { type: 'failed', request: 1, error: denied })).toBe(newer)

  const answered = reduce(newer, { type: 'loaded', request: 2, packages })
  expect(answered.kind).toBe('list')
  expect(reduce(answered, { type: 'failed', request: 1, error: denied })).toBe(answered)
})

test('the list stays while it is reloaded, and goes when it would be another one', () => {
  const listed = after({ type: 'reload' }, { type: 'loaded', request: 1, packages })
  const reloading = reduce(listed, { type: 'reload' })
  expect(reloading).toMatchObject({ kind: 'loading', packages, request: 2 })
  expect(reduce(reloading, { type: 'reload' })).toMatchObject({ kind: 'loading', packages, request: 3 })
  expect(reduce(listed, { type: 'select', platform: 'classic' })).toMatchObject({ kind: 'loading', packages: [] })
  expect(reduce(listed, { type: 'token', hasToken: true })).toMatchObject({
    kind: 'loading',
    packages: [],
    hasToken: true,
  })
})

test('platform and token outlast what happens between', () => {
  const state = after(
    { type: 'token', hasToken: true },
    { type: 'select', platform: 'classic' },
    { type: 'failed', request: 2, error: denied },
    { type: 'reload' },
  )
  expect(state).toEqual({ origin, platform: 'classic', hasToken: true, request: 3, kind: 'loading', packages: [] })
  expect(reduce(state, { type: 'token', hasToken: false })).toMatchObject({ platform: 'classic', hasToken: false })
})
