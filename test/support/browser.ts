import { type Browser, chromium as browserType, type Page } from 'playwright'
import { chromium } from './chromium.ts'

/** A page in Chromium, with everything it asked for and complained about. */
export interface Visit extends AsyncDisposable {
  readonly page: Page
  /** Requests, with the names of their headers. */
  readonly requests: { readonly url: string; readonly headers: readonly string[] }[]
  /** Uncaught errors, and what the console showed as one: a violated policy is among it. */
  readonly complaints: string[]
}

/** Opens an address. */
export const visit = async (url: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Visit> => {
  const browser = await browserType.launch(await chromium())
  const page = await browser.newPage(options)
  const requests: Visit['requests'] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push({ url: request.url(), headers: Object.keys(request.headers()) }))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(url)
  return { page, requests, complaints, [Symbol.asyncDispose]: () => browser.close() }
}
