import type { Platform } from '../lib/index.ts'
import { createSnippetCard, failureAlert, packageTable, tokenForm } from './components.ts'
import { type CreateElement, elementCreator } from './create-element.ts'
import { curlSnippet, typeScriptSnippet } from './snippets.ts'
import { platforms, type State } from './state.ts'

/** The functions that the page calls for an input of the user. */
export interface Callbacks {
  readonly select: (platform: Platform) => void
  readonly reload: () => void
  readonly useToken: (token: string) => void
  readonly forgetToken: () => void
  /** Rejects if the text could not be copied. */
  readonly copy: (text: string) => Promise<void>
}

const labels: Readonly<Record<Platform, string>> = { vpc: 'VPC', classic: 'Classic' }

/** Returns the text above the panel, and the elements in the panel. */
const renderPanel = (
  create: CreateElement,
  state: State,
  { reload, useToken }: Callbacks,
): readonly [status: string, ...HTMLElement[]] => {
  const onPlatform = `on ${labels[state.platform]}`
  switch (state.kind) {
    case 'loading':
      return [
        `Loading packages ${onPlatform}…`,
        ...(state.packages.length > 0 ? [packageTable(create, state.packages)] : []),
      ]
    case 'list': {
      const { length } = state.packages
      return [`${length} ${length === 1 ? 'package' : 'packages'} ${onPlatform}`, packageTable(create, state.packages)]
    }
    case 'empty':
      return [
        `No packages ${onPlatform}`,
        create('p', { class: 'muted' }, 'Packages that you create on this platform will appear here.'),
      ]
    case 'failure': {
      const retry = create('button', { type: 'button', class: 'primary', click: reload }, 'Try again')
      return ['', failureAlert(create, 'The packages could not be loaded', state.failure), retry]
    }
    case 'token': {
      const title = state.hasToken ? 'The proxy rejected this token' : 'The proxy requires a caller token'
      return ['', failureAlert(create, title, state.failure), tokenForm(create, useToken)]
    }
  }
}

/**
 * Creates the page under `root`. The returned function shows a state. Only the elements in the panel are replaced: all
 * other controls keep their focus.
 */
export const createView = (root: HTMLElement, callbacks: Callbacks): ((state: State) => void) => {
  const document = root.ownerDocument
  const create = elementCreator(document)

  const heading = create('h2', { id: 'packages', tabindex: '-1' }, 'Packages')
  const radios = platforms.map((value) =>
    create('input', { type: 'radio', name: 'platform', value, change: () => callbacks.select(value) }),
  )
  const choices = radios.map((radio, index) =>
    create('label', { class: 'choice' }, radio, labels[platforms[index] ?? 'vpc']),
  )
  const platformGroup = create('fieldset', {}, create('legend', { class: 'visually-hidden' }, 'Platform'), ...choices)
  const reload = create('button', { type: 'button', click: callbacks.reload }, 'Reload')
  const status = create('p', { role: 'status', class: 'muted' })
  const forget = create('button', { type: 'button', click: callbacks.forgetToken }, 'Forget token')
  const tokenBar = create('p', { class: 'bar muted' }, 'The page uses a caller token, for this tab only.', forget)
  const panel = create('div')
  const curl = createSnippetCard(create, 'curl', callbacks.copy)
  const typeScript = createSnippetCard(create, 'TypeScript', callbacks.copy)
  const bar = create('div', { class: 'bar' }, heading, platformGroup, reload)
  root.replaceChildren(
    create('section', { 'aria-labelledby': 'packages' }, bar, status, tokenBar, panel),
    create(
      'section',
      { 'aria-labelledby': 'call' },
      create('h2', { id: 'call' }, 'The same call in your code'),
      curl.card,
      typeScript.card,
    ),
  )

  /** Moves the focus from a removed or hidden control to the heading, and from the heading to the next control. */
  const restoreFocus = (focused: Element | null, wasInPage: boolean, state: State): void => {
    if (focused === heading && state.kind !== 'loading') panel.querySelector<HTMLElement>('input, button')?.focus()
    else if (wasInPage && (!focused?.isConnected || focused.closest('[hidden]'))) heading.focus()
  }

  return (state) => {
    const focused = document.activeElement
    const wasInPage = root.contains(focused)
    const [statusText, ...content] = renderPanel(create, state, callbacks)
    for (const radio of radios) radio.checked = radio.value === state.platform
    status.textContent = statusText
    tokenBar.hidden = !state.hasToken
    panel.className = `card panel ${state.kind}`
    panel.setAttribute('aria-busy', `${state.kind === 'loading'}`)
    panel.replaceChildren(...content)
    curl.show(curlSnippet(state))
    typeScript.show(typeScriptSnippet(state))
    restoreFocus(focused, wasInPage, state)
  }
}
