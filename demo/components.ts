import type { PackageSummary } from '../lib/index.ts'
import type { CreateElement } from './create-element.ts'
import type { Failure } from './failure.ts'

/** Creates the table of packages. */
export const packageTable = (create: CreateElement, packages: readonly PackageSummary[]): HTMLElement => {
  const noDescription = () => [
    create('span', { class: 'muted', 'aria-hidden': 'true' }, '–'),
    create('span', { class: 'visually-hidden' }, 'No description'),
  ]
  const rows = packages.map(({ name, description }) =>
    create(
      'tr',
      {},
      create('th', { scope: 'row' }, name),
      create('td', {}, ...(description ? [description] : noDescription())),
    ),
  )
  const titles = ['Name', 'Description'].map((title) => create('th', { scope: 'col' }, title))
  return create(
    'table',
    {},
    create('caption', { class: 'visually-hidden' }, 'Packages'),
    create('thead', {}, create('tr', {}, ...titles)),
    create('tbody', {}, ...rows),
  )
}

/** Creates the description of a failure, with advice. */
export const failureAlert = (create: CreateElement, title: string, failure: Failure): HTMLElement => {
  const { code, status, message, details, advice, requestId } = failure
  const facts = Object.entries({ Code: code, 'HTTP status': status, Details: details, 'Request ID': requestId })
    .filter(([, value]) => value)
    .map(([term, value]) => create('div', {}, create('dt', {}, term), create('dd', {}, `${value}`)))
  return create(
    'div',
    { role: 'alert' },
    create('h3', {}, title),
    create('p', {}, message),
    create('dl', {}, ...facts),
    create('p', {}, create('b', {}, 'What to do next: '), advice),
  )
}

/** Creates the form for a caller token. */
export const tokenForm = (create: CreateElement, useToken: (token: string) => void): HTMLElement => {
  const input = create('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'off',
    required: '',
    pattern: '(Bearer +)?[!-~]+',
    title: 'A token has no spaces',
    'aria-describedby': 'token-note',
  })
  const submit = (event: Event): void => {
    event.preventDefault()
    useToken(input.value.replace(/^Bearer +/i, ''))
  }
  return create(
    'form',
    { submit },
    create('label', { for: 'token' }, 'Caller token'),
    create('div', { class: 'field' }, input, create('button', { class: 'primary' }, 'Use token')),
    create('p', { id: 'token-note', class: 'muted' }, 'The page keeps the token for this tab only.'),
  )
}

/** A code snippet with a button that copies it. */
export interface SnippetCard {
  readonly card: HTMLElement
  readonly show: (text: string) => void
}

/**
 * Creates the card of a snippet.
 *
 * @param copy Rejects if the text could not be copied.
 */
export const createSnippetCard = (
  create: CreateElement,
  name: string,
  copy: (text: string) => Promise<void>,
): SnippetCard => {
  const code = create('code')
  const status = create('span', { role: 'status' })
  const click = async (): Promise<void> => {
    status.textContent = ''
    try {
      await copy(code.textContent)
      status.textContent = 'Copied'
    } catch {
      status.textContent = 'Could not copy: select the text and copy it'
    }
  }
  const button = create('button', { type: 'button', 'aria-label': `Copy ${name}`, click }, 'Copy')
  const bar = create('div', { class: 'bar' }, create('h3', {}, name), status, button)
  const show = (text: string): void => {
    if (code.textContent !== text) status.textContent = ''
    code.textContent = text
  }
  return { card: create('div', { class: 'card' }, bar, create('pre', {}, code)), show }
}
