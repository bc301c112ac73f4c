import { expect, test } from 'vitest'
import { developmentCredentials } from '../../worker/emulator/index.ts'
import { visit } from '../support/browser.ts'
import { devEdge } from '../support/edge.ts'
import { sha256, token } from '../support/proxy.ts'
import { serve } from '../support/serve.ts'

const api = '/ncf/api/v2/packages'

test('the page lists packages through the proxy and switches the platform', async () => {
  await using edge = await devEdge()
  await using visitor = await visit(edge.origin, { permissions: ['clipboard-write'] })
  const { page, requests, errors } = visitor

  const table = page.getByRole('table', { name: 'Packages' })
  await table.getByRole('rowheader', { name: 'package001' }).waitFor()
  expect(await table.getByRole('rowheader').allInnerTexts()).toEqual(['package001', 'package000'])
  expect(await table.getByRole('cell').first().innerText()).toBe('Create package')

  for (const name of ['Copy curl', 'Copy TypeScript']) await page.getByRole('button', { name }).click()
  await expect.poll(() => page.getByText('Copied', { exact: true }).count()).toBe(2)

  // The arrow key selects the next radio button of the group.
  await page.getByRole('radio', { name: 'VPC' }).focus()
  await page.keyboard.press('ArrowRight')
  await table.getByRole('rowheader', { name: 'package003' }).waitFor()
  expect(await table.getByRole('rowheader').allInnerTexts()).toEqual(['package003'])
  expect(await page.getByRole('radio', { name: 'Classic' }).evaluate((radio) => radio === document.activeElement)).toBe(
    true,
  )
  expect(new URL(page.url()).search).toBe('?platform=classic')

  await page.reload()
  await table.getByRole('rowheader', { name: 'package003' }).waitFor()

  const calls = requests.filter(({ url }) => url.includes(api)).map(({ url }) => url.replace(edge.origin, ''))
  expect(calls).toEqual([`${api}?platform=vpc`, `${api}?platform=classic`, `${api}?platform=classic`])
  expect(requests.flatMap(({ headers }) => headers).filter((name) => name.startsWith('x-ncp'))).toEqual([])
  expect(errors).toEqual([])
})

test('the page is readable on a narrow screen, light and dark', async () => {
  await using edge = await devEdge()
  for (const colorScheme of ['light', 'dark'] as const) {
    await using visitor = await visit(edge.origin, { viewport: { width: 360, height: 740 }, colorScheme })
    const { page } = visitor
    await page.getByRole('rowheader', { name: 'package001' }).waitFor()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    const isDark = await page.evaluate(() => {
      const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? []
      return red < 128
    })
    expect([overflow, isDark]).toEqual([0, colorScheme === 'dark'])
  }
})

test('the page shows an error and its advice', async () => {
  const [, { accessKey, secretKey }] = developmentCredentials
  await using edge = await devEdge({ NCLOUD_ACCESS_KEY: accessKey, NCLOUD_SECRET_KEY: secretKey })
  await using visitor = await visit(edge.origin)
  const alert = visitor.page.getByRole('alert')
  await alert.waitFor()
  const text = await alert.innerText()
  for (const part of ['80002', '403', 'SUB_ACC_NO_PERMISSION', 'View/getPackageList']) expect(text).toContain(part)
  expect(text).toMatch(/Request ID\s+[0-9a-f-]{36}/)
  await visitor.page.getByRole('button', { name: 'Try again' }).waitFor()
})

test('the page asks for a caller token and keeps it for its tab only', async () => {
  await using edge = await devEdge({
    PROXY_AUTH: 'token',
    PROXY_CALLERS: JSON.stringify([{ id: 'tests', sha256: sha256(token) }]),
  })
  await using visitor = await visit(edge.origin)
  const { page } = visitor
  await page.getByLabel('Caller token').fill('wrong')
  await page.getByRole('button', { name: 'Use token' }).click()
  await page.getByText('The proxy rejected this token').waitFor()

  await page.getByLabel('Caller token').fill(token)
  await page.getByRole('button', { name: 'Use token' }).click()
  await page.getByRole('rowheader', { name: 'package001' }).waitFor()
  await page.reload()
  await page.getByRole('rowheader', { name: 'package001' }).waitFor()
  expect(await page.evaluate(() => Object.values(localStorage).join() + document.cookie)).toBe('')
  expect(await page.locator('body').innerText()).not.toContain(token)

  await page.getByRole('button', { name: 'Forget token' }).click()
  await page.getByText('The proxy requires a caller token').waitFor()
  expect(await page.evaluate(() => Object.values(sessionStorage))).toEqual([])
})

test('a page on another origin gets a response only if its origin is allowed', async () => {
  await using otherSite = await serve((_, response) =>
    response.setHeader('content-type', 'text/html').end('<p>other site'),
  )
  await using closedProxy = await devEdge()
  await using openProxy = await devEdge({ ALLOWED_ORIGINS: otherSite.origin })
  await using visitor = await visit(otherSite.origin)
  const read = (origin: string) =>
    visitor.page.evaluate(
      (url) =>
        fetch(url, { headers: { authorization: 'Bearer x' } }).then(
          async (response) => [response.status, (await response.json()).content?.length],
          (error: Error) => error.name,
        ),
      origin + api,
    )
  expect(await read(closedProxy.origin)).toBe('TypeError')
  expect(visitor.errors.join()).toContain('CORS')
  expect(await read(openProxy.origin)).toEqual([200, 2])
})
