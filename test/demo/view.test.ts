import { beforeEach, expect, test, vi } from 'vitest'
import type { Failure } from '../../demo/failure.ts'
import type { State } from '../../demo/state.ts'
import { type Callbacks, createView } from '../../demo/view.ts'

const call = { origin: 'https://edge.example.dev', platform: 'vpc', hasToken: false, request: 1 } as const
const packages = [
  { name: 'package001', description: 'Create package' },
  { name: 'package000', description: '' },
]
const loading: State = { ...call, kind: 'loading', packages: [] }
const list: State = { ...call, kind: 'list', packages }
const failure: Failure = {
  code: '80002',
  status: 403,
  message: 'Permission denied',
  details: 'View/getPackageList',
  advice: 'Give the sub account the permission.',
  requestId: 'r-1',
}
const failed: State = { ...call, kind: 'failure', failure }
const tokenRequired: State = { ...call, kind: 'token', failure: { ...failure, code: 'unauthenticated', status: 401 } }

const callbacks = {
  select: vi.fn<Callbacks['select']>(),
  reload: vi.fn<Callbacks['reload']>(),
  useToken: vi.fn<Callbacks['useToken']>(),
  forgetToken: vi.fn<Callbacks['forgetToken']>(),
  copy: vi.fn<Callbacks['copy']>(),
}
let root: HTMLElement
let render: (state: State) => void

beforeEach(() => {
  vi.resetAllMocks()
  root = document.createElement('main')
  document.body.replaceChildren(root)
  render = createView(root, callbacks)
})

const get = <T extends HTMLElement = HTMLElement>(selector: string): T => {
  const found = root.querySelector<T>(selector)
  if (!found) throw new Error(`no element matches ${selector}`)
  return found
}

const button = (name: string): HTMLButtonElement => {
  const found = [...root.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  )
  if (!found) throw new Error(`no button is named ${name}`)
  return found
}

const texts = (selector: string): (string | null)[] => [...root.querySelectorAll(selector)].map((el) => el.textContent)
const isShown = (name: string): boolean => !button(name).closest('[hidden]')
const ariaBusy = () => get('.panel').getAttribute('aria-busy')
const radio = (value: string) => get<HTMLInputElement>(`input[type="radio"][value="${value}"]`)

test('the status says that packages are loading, and the previous list stays', () => {
  render(loading)
  expect(get('p[role="status"]').textContent).toBe('Loading packages on VPC…')
  expect(ariaBusy()).toBe('true')
  expect(root.querySelector('table')).toBeNull()
  render({ ...loading, packages })
  expect(texts('tbody th')).toEqual(['package001', 'package000'])
  expect(ariaBusy()).toBe('true')
})

test('the table has a row for each package', () => {
  render(list)
  expect(get('p[role="status"]').textContent).toBe('2 packages on VPC')
  expect(texts('thead th[scope="col"]')).toEqual(['Name', 'Description'])
  expect(texts('tbody th[scope="row"]')).toEqual(['package001', 'package000'])
  expect(get('tbody td').textContent).toBe('Create package')
  expect(ariaBusy()).toBe('false')
  expect(root.querySelector('[role="alert"]')).toBeNull()
  render({ ...list, packages: packages.slice(1) })
  expect(get('p[role="status"]').textContent).toBe('1 package on VPC')
})

test('an empty description is a dash, and a text for screen readers', () => {
  render({ ...list, packages: packages.slice(1) })
  expect(get('td [aria-hidden="true"]').textContent).toBe('–')
  expect(texts('td :not([aria-hidden])')).toEqual(['No description'])
})

test('the status says that the platform has no packages', () => {
  render({ ...call, kind: 'empty' })
  expect(get('p[role="status"]').textContent).toBe('No packages on VPC')
  expect(root.querySelector('table')).toBeNull()
})

test('a failure shows its fields, its advice and a button to try again', () => {
  render(failed)
  const alert = get('[role="alert"]')
  expect(alert.textContent).toContain('Permission denied')
  expect(texts('dt')).toEqual(['Code', 'HTTP status', 'Details', 'Request ID'])
  expect(texts('dd')).toEqual(['80002', '403', 'View/getPackageList', 'r-1'])
  expect(alert.textContent).toContain('What to do next: Give the sub account the permission.')
  button('Try again').click()
  expect(callbacks.reload).toHaveBeenCalledOnce()
})

test('a failure leaves out fields without a value', () => {
  const bare = { ...failure, code: 'network', status: undefined, details: '', requestId: undefined }
  render({ ...failed, failure: bare })
  expect(texts('dt')).toEqual(['Code'])
  render({ ...failed, failure: { ...bare, code: 'redirect', status: 0 } })
  expect(texts('dd')).toEqual(['redirect'])
})

test('markup in a response is shown as text', () => {
  const markup = '<img src=x onerror=alert(1)>'
  render({ ...list, packages: [{ name: markup, description: '<b>bold</b>' }] })
  expect(texts('tbody th, td')).toEqual([markup, '<b>bold</b>'])
  render({ ...failed, failure: { ...failure, message: markup, details: markup, requestId: markup, code: markup } })
  expect(texts('dd')).toEqual([markup, '403', markup, markup])
  expect(root.querySelector('img')).toBeNull()
})

test('the form passes the token to the page', () => {
  render(tokenRequired)
  expect(get('[role="alert"] h3').textContent).toBe('The proxy requires a caller token')
  const input = get<HTMLInputElement>('input[type="password"]')
  expect(get('label[for="token"]').textContent).toBe('Caller token')
  expect(input.id).toBe('token')
  expect(input.autocomplete).toBe('off')
  expect(get(`#${input.getAttribute('aria-describedby')}`).textContent).toContain('this tab only')
  input.value = 'tok-123'
  const submit = new Event('submit', { cancelable: true })
  get('form').dispatchEvent(submit)
  expect(submit.defaultPrevented).toBe(true)
  expect(callbacks.useToken.mock.calls).toEqual([['tok-123']])
})

test('the form rejects an empty token and a token with a space', () => {
  render(tokenRequired)
  const input = get<HTMLInputElement>('input[type="password"]')
  for (const [value, valid] of [
    ['', false],
    ['two words', false],
    ['tok-123~!', true],
  ] as const) {
    input.value = value
    expect(input.checkValidity()).toBe(valid)
  }
})

test('a token can be removed, and a rejected token can be replaced', () => {
  render(list)
  expect(isShown('Forget token')).toBe(false)
  render({ ...list, hasToken: true })
  expect(isShown('Forget token')).toBe(true)
  button('Forget token').click()
  expect(callbacks.forgetToken).toHaveBeenCalledOnce()
  render({ ...tokenRequired, hasToken: true })
  expect(get('[role="alert"] h3').textContent).toBe('The proxy rejected this token')
  expect(root.querySelector('input[type="password"]')).not.toBeNull()
})

test('the page does not contain the token after the form is submitted', () => {
  render(tokenRequired)
  get<HTMLInputElement>('input[type="password"]').value = 'tok-123'
  get('form').dispatchEvent(new Event('submit', { cancelable: true }))
  render({ ...list, hasToken: true })
  expect(texts('code').join()).toContain('$NCF_TOKEN')
  expect(root.querySelector('input[type="password"]')).toBeNull()
  expect(root.outerHTML).not.toContain('tok-123')
})

test('the radio buttons show and change the platform', () => {
  render({ ...list, platform: 'classic' })
  expect(get('fieldset legend').textContent).toBe('Platform')
  expect(texts('fieldset label')).toEqual(['VPC', 'Classic'])
  expect([radio('vpc').checked, radio('classic').checked]).toEqual([false, true])
  radio('vpc').click()
  expect(callbacks.select.mock.calls).toEqual([['vpc']])
})

test('the button copies the snippet, and the page says so until the snippet changes', async () => {
  render(list)
  const report = get('.card:not(.panel) [role="status"]')
  const copied = Promise.resolve()
  callbacks.copy.mockReturnValue(copied)
  button('Copy curl').click()
  await copied
  expect(callbacks.copy.mock.calls).toEqual([["curl 'https://edge.example.dev/ncf/api/v2/packages?platform=vpc'"]])
  expect(report.textContent).toBe('Copied')
  render(list)
  expect(report.textContent).toBe('Copied')
  render({ ...list, platform: 'classic' })
  expect(report.textContent).toBe('')
  button('Copy TypeScript').click()
  expect(callbacks.copy.mock.lastCall?.[0]).toContain("list({ platform: 'classic' })")
})

test('the page says that it could not copy a snippet', async () => {
  render(list)
  const rejection = Promise.reject(new Error('denied'))
  callbacks.copy.mockReturnValue(rejection)
  button('Copy curl').click()
  await rejection.catch(() => {})
  expect(get('.card:not(.panel) [role="status"]').textContent).toMatch(/^Could not copy/)
})

test('the reload button and the radio buttons keep the focus', () => {
  render(list)
  button('Reload').focus()
  button('Reload').click()
  expect(callbacks.reload).toHaveBeenCalledOnce()
  for (const state of [loading, failed, list]) {
    render(state)
    expect(document.activeElement).toBe(button('Reload'))
  }
  radio('classic').focus()
  render({ ...loading, platform: 'classic' })
  expect(document.activeElement).toBe(radio('classic'))
})

test('the focus moves from a removed control to the heading, and then to the next control', () => {
  render(failed)
  button('Try again').focus()
  render(loading)
  expect(document.activeElement).toBe(get('h2'))
  render(failed)
  expect(document.activeElement).toBe(button('Try again'))
  render(loading)
  render(tokenRequired)
  expect(document.activeElement).toBe(get('#token'))
  render({ ...loading, hasToken: true })
  render({ ...list, hasToken: true })
  expect(document.activeElement).toBe(get('h2'))
  button('Forget token').focus()
  render(loading)
  expect(document.activeElement).toBe(get('h2'))
})

test('the focus stays on an element outside the view', () => {
  const other = document.createElement('button')
  document.body.append(other)
  other.focus()
  for (const state of [loading, tokenRequired, list]) {
    render(state)
    expect(document.activeElement).toBe(other)
  }
})
