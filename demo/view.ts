import type { PackageSummary, Platform } from '../lib/index.ts'
import { advise } from './advice.ts'
import { type El, elements } from './dom.ts'
import { codeSnippet, curlSnippet } from './snippets.ts'
import { type Failure, platforms, type State } from './state.ts'

/** What the page can be asked to do. */
export interface Callbacks {
  readonly select: (platform: Platform) => void
  readonly reload: () => void
  readonly useToken: (token: string) => void
  readonly forgetToken: () => void
  /** Rejects when the text could not be copied. */
  readonly copy: (text: string) => Promise<void>
}

const labels: Readonly<Record<Platform, string>> = { vpc: 'VPC', classic: 'Classic' }

const table = (el: El, packages: readonly PackageSummary[]): HTMLElement => {
  const nothing = () => [
    el('span', { class: 'muted', 'aria-hidden': 'true' }, '–'),
    el('span', { class: 'unseen' }, 'No description'),
  ]
  const rows = packages.map(({ name, description }) =>
    el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, ...(description ? [description] : nothing()))),
  )
  const columns = ['Name', 'Description'].map((name) => el('th', { scope: 'col' }, name))
  const caption = el('caption', { class: 'unseen' }, 'Packages')
  return el('table', {}, caption, el('thead', {}, el('tr', {}, ...columns)), el('tbody', {}, ...rows))
}

const alert = (el: El, title: string, failure: Failure): HTMLElement => {
  const { code, status, message, details, requestId } = failure
  const facts = Object.entries({ Code: code, 'HTTP status': status, Details: details, 'Request ID': requestId })
    .filter(([, fact]) => fact)
    .map(([term, fact]) => el('div', {}, el('dt', {}, term), el('dd', {}, `${fact}`)))
  const next = el('p', {}, el('b', {}, 'What to do next: '), advise(failure))
  return el('div', { role: 'alert' }, el('h3', {}, title), el('p', {}, message), el('dl', {}, ...facts), next)
}

const tokenForm = (el: El, useToken: Callbacks['useToken']): HTMLElement => {
  const input = el('input', {
    id: 'token',
    type: 'password',
    autocomplete: 'off',
    required: '',
    pattern: '(Bearer +)?[!-~]+',
    title: 'Without blanks',
    'aria-describedby': 'token-note',
  })
  const submit = (event: Event): void => {
    event.preventDefault()
    useToken(input.value.replace(/^Bearer +/i, ''))
  }
  return el(
    'form',
    { submit },
    el('label', { for: 'token' }, 'Caller token'),
    el('div', { class: 'field' }, input, el('button', { class: 'primary' }, 'Use token')),
    el('p', { id: 'token-note', class: 'muted' }, 'Kept for this tab only, in its session storage.'),
  )
}

/** A text to copy, and a way to change it. */
const copyable = (el: El, name: string, copy: Callbacks['copy']) => {
  const code = el('code')
  const report = el('span', { role: 'status' })
  const click = async (): Promise<void> => {
    report.textContent = ''
    try {
      await copy(code.textContent)
      report.textContent = 'Copied'
    } catch {
      report.textContent = 'Not copied: select the text instead'
    }
  }
  const button = el('button', { type: 'button', 'aria-label': `Copy ${name}`, click }, 'Copy')
  const bar = el('div', { class: 'bar' }, el('h3', {}, name), report, button)
  const show = (text: string): void => {
    if (code.textContent !== text) report.textContent = ''
    code.textContent = text
  }
  return { card: el('div', { class: 'card' }, bar, el('pre', {}, code)), show }
}

/** The line above the panel, and what is in the panel. */
const outcome = (el: El, state: State, { reload, useToken }: Callbacks): readonly [string, ...HTMLElement[]] => {
  const where = `on ${labels[state.platform]}`
  switch (state.kind) {
    case 'loading':
      return [`Loading packages ${where}…`, ...(state.packages.length ? [table(el, state.packages)] : [])]
    case 'list': {
      const { length } = state.packages
      return [`${length} ${length === 1 ? 'package' : 'packages'} ${where}`, table(el, state.packages)]
    }
    case 'empty':
      return [
        `No packages ${where}`,
        el('p', { class: 'muted' }, 'Packages created on this platform will appear here.'),
      ]
    case 'failure': {
      const again = el('button', { type: 'button', class: 'primary', click: reload }, 'Try again')
      return ['', alert(el, 'The list could not be loaded', state.failure), again]
    }
    case 'token': {
      const title = state.hasToken ? 'The proxy refused this token' : 'The proxy asks for a token'
      return ['', alert(el, title, state.failure), tokenForm(el, useToken)]
    }
  }
}

/**
 * Builds the page under `root` once. The returned function shows a state; controls outside the panel stay the same
 * elements and keep their focus.
 */
export const createView = (root: HTMLElement, callbacks: Callbacks): ((state: State) => void) => {
  const doc = root.ownerDocument
  const el = elements(doc)

  const heading = el('h2', { id: 'packages', tabindex: '-1' }, 'Packages')
  const radios = platforms.map((value) =>
    el('input', { type: 'radio', name: 'platform', value, change: () => callbacks.select(value) }),
  )
  const choices = radios.map((radio, at) => el('label', { class: 'choice' }, radio, labels[platforms[at] ?? 'vpc']))
  const group = el('fieldset', {}, el('legend', { class: 'unseen' }, 'Platform'), ...choices)
  const reload = el('button', { type: 'button', click: callbacks.reload }, 'Reload')
  const status = el('p', { role: 'status', class: 'muted' })
  const forget = el('button', { type: 'button', click: callbacks.forgetToken }, 'Forget token')
  const tokenBar = el('p', { class: 'bar muted' }, 'A caller token is in use, kept for this tab only.', forget)
  const panel = el('div')
  const curl = copyable(el, 'curl', callbacks.copy)
  const code = copyable(el, 'TypeScript', callbacks.copy)
  const bar = el('div', { class: 'bar' }, heading, group, reload)
  root.replaceChildren(
    el('section', { 'aria-labelledby': 'packages' }, bar, status, tokenBar, panel),
    el('section', { 'aria-labelledby': 'call' }, el('h2', { id: 'call' }, 'The same call'), curl.card, code.card),
  )

  return (state) => {
    const focused = doc.activeElement
    const held = root.contains(focused)
    const [summary, ...content] = outcome(el, state, callbacks)
    for (const radio of radios) radio.checked = radio.value === state.platform
    status.textContent = summary
    tokenBar.hidden = !state.hasToken
    panel.className = `card panel ${state.kind}`
    panel.setAttribute('aria-busy', `${state.kind === 'loading'}`)
    panel.replaceChildren(...content)
    curl.show(curlSnippet(state))
    code.show(codeSnippet(state))
    // A control that went leaves its focus to the heading, and the heading leaves it to what the answer asks for.
    if (focused === heading && state.kind !== 'loading') panel.querySelector<HTMLElement>('input, button')?.focus()
    else if (held && (!focused?.isConnected || focused.closest('[hidden]'))) heading.focus()
  }
}
