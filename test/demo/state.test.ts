import { expect, test } from 'vitest'
import { initialState, type PageEvent, platformFromQuery, reduce, type State } from '../../demo/state.ts'
import { NcloudError } from '../../lib/index.ts'

const origin = 'https://edge.example.dev'
const start = initialState({ origin, platform: 'vpc', hasToken: false })
const packages = [{ name: 'package001', description: 'Create package' }]
const after = (...events: PageEvent[]): State => events.reduce(reduce, start)

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
])('the query %j selects the platform %s', (query, platform) => {
  expect(platformFromQuery(query)).toBe(platform)
})

test('a response becomes a list, or the empty state', () => {
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

test('an error becomes a failure with the fields of the error', () => {
  expect(after({ type: 'reload' }, { type: 'failed', request: 1, error: denied })).toMatchObject({
    kind: 'failure',
    failure: {
      code: '80002',
      status: 403,
      message: 'Permission denied',
      details: 'View/getPackageList',
      requestId: 'r-1',
      advice: expect.stringContaining('operator'),
    },
  })
})

test.each(['unauthenticated', 'invalid_token'])('the code %s becomes the state that requires a token', (code) => {
  const error = new NcloudError('No', { code, status: 401 })
  expect(after({ type: 'reload' }, { type: 'failed', request: 1, error })).toMatchObject({
    kind: 'token',
    failure: { code },
  })
})

test('an error of another class becomes a failure', () => {
  const failed = (error: unknown) => after({ type: 'reload' }, { type: 'failed', request: 1, error })
  expect(failed(new TypeError('token must be set'))).toMatchObject({
    kind: 'failure',
    failure: { code: 'unexpected', message: 'token must be set' },
  })
  expect(failed(undefined)).toMatchObject({ failure: { code: 'unexpected', message: 'undefined' } })
})

test('the response or error of an older request changes nothing', () => {
  const newer = after({ type: 'reload' }, { type: 'select', platform: 'classic' })
  expect(newer).toMatchObject({ request: 2, kind: 'loading', platform: 'classic' })
  expect(reduce(newer, { type: 'loaded', request: 1, packages })).toBe(newer)
  expect(reduce(newer, { type: 'failed', request: 1, error: denied })).toBe(newer)

  const loaded = reduce(newer, { type: 'loaded', request: 2, packages })
  expect(loaded.kind).toBe('list')
  expect(reduce(loaded, { type: 'failed', request: 1, error: denied })).toBe(loaded)
})

test('the list stays during a reload, and disappears for another platform or token', () => {
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

test('platform and token stay after a failure and a reload', () => {
  const state = after(
    { type: 'token', hasToken: true },
    { type: 'select', platform: 'classic' },
    { type: 'failed', request: 2, error: denied },
    { type: 'reload' },
  )
  expect(state).toEqual({ origin, platform: 'classic', hasToken: true, request: 3, kind: 'loading', packages: [] })
  expect(reduce(state, { type: 'token', hasToken: false })).toMatchObject({ platform: 'classic', hasToken: false })
})
