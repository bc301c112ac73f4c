import { type Browser, chromium as browserType, type Page } from 'playwright'
import { chromiumOptions } from './chromium.ts'

/** A page in Chromium, with its requests and errors. */
export interface Visit extends AsyncDisposable {
  readonly page: Page
  /** The requests, with the names of their headers. */
  readonly requests: { readonly url: string; readonly headers: readonly string[] }[]
  /** Uncaught errors, and errors in the console, such as a violation of the content security policy. */
  readonly errors: string[]
}

/** Opens a URL in a new browser. */
export const visit = async (url: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Visit> => {
  const browser = await browserType.launch(await chromiumOptions())
  const page = await browser.newPage(options)
  const requests: Visit['requests'] = []
  const errors: string[] = []
  page.on('request', (request) => requests.push({ url: request.url(), headers: Object.keys(request.headers()) }))
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(url)
  return { page, requests, errors, [Symbol.asyncDispose]: () => browser.close() }
}
