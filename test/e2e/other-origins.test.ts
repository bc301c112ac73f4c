import { expect, test } from 'vitest'
import { listPath, publicConfig, tokenConfig } from '../deployed/send.ts'
import { visit } from '../support/browser.ts'
import { productionProxy } from '../support/edge.ts'
import { authorized } from '../support/proxy.ts'
import { startRawServer } from '../support/raw-server.ts'
import { serve } from '../support/serve.ts'

/** Serves a site with one page. `/redirect` redirects to a URL. */
const startSite = (redirectUrl = '') =>
  serve((request, response) => {
    if (request.url === '/redirect') return response.writeHead(302, { location: redirectUrl }).end()
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>site</title><body>site')
  })

/** All ways in which a page can make the browser send a request to a URL. Each promise settles after the response. */
const attempts = (url: string): Record<string, string> => {
  const addElement = (tag: string, attributes: object, events = "'load', 'error'") => `new Promise((done) => {
    const element = Object.assign(document.createElement('${tag}'), ${JSON.stringify(attributes)})
    for (const event of [${events}]) element.addEventListener(event, done)
    document.body.append(element)
  })`
  const runInFrame = (script: string) => `new Promise((done) => {
    addEventListener('message', done, { once: true })
    const frame = document.createElement('iframe')
    frame.sandbox = 'allow-scripts allow-forms'
    frame.srcdoc = ${JSON.stringify(`<script>${script.replaceAll('<', '\\x3c')}</script>`)}
    document.body.append(frame)
  })`
  const submitForm = (method: string, type: string) => `new Promise((done) => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'target' + Math.random() })
    document.body.append(frame)
    const form = Object.assign(document.createElement('form'), {
      method: '${method}', action: ${JSON.stringify(url)}, enctype: '${type}', target: frame.name,
    })
    form.append(Object.assign(document.createElement('input'), { name: '{"a":"', value: '"}' }))
    document.body.append(form)
    frame.addEventListener('load', done)
    form.submit()
  })`
  const request = (init: object) =>
    `fetch(${JSON.stringify(url)}, ${JSON.stringify(init)}).then((r) => r.text(), () => {})`
  return {
    fetch: request({}),
    'fetch, no CORS': request({ mode: 'no-cors' }),
    'fetch, with credentials': request({ credentials: 'include', headers: { authorization: 'Bearer x' } }),
    'fetch, text': request({ method: 'POST', mode: 'no-cors', body: '{}' }),
    'fetch, JSON': request({ method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' }),
    beacon: `navigator.sendBeacon(${JSON.stringify(url)}, '{}')`,
    image: addElement('img', { src: url }),
    'image, CORS': addElement('img', { crossOrigin: '', src: url }),
    script: addElement('script', { src: url }),
    module: addElement('script', { type: 'module', src: url }),
    style: addElement('link', { rel: 'stylesheet', href: url }),
    video: addElement('video', { src: url }, "'error'"),
    object: addElement('object', { data: url }),
    frame: addElement('iframe', { src: url }),
    'form, GET': submitForm('get', 'text/plain'),
    'form, POST': submitForm('post', 'text/plain'),
    'form, multipart': submitForm('post', 'multipart/form-data'),
    'form, encoded': submitForm('post', 'application/x-www-form-urlencoded'),
    socket: `new Promise((done) => { new WebSocket(${JSON.stringify(url.replace('http', 'ws'))}).onerror = done })`,
    events: `new Promise((done) => { new EventSource(${JSON.stringify(url)}).onerror = done })`,
    worker: `new Promise((done) => {
      const code = URL.createObjectURL(new Blob([${JSON.stringify(`${request({})}.then(() => postMessage(1))`)}]))
      new Worker(code).onmessage = done
    })`,
    'frame without an origin': runInFrame(`${request({})}.then(() => parent.postMessage(1, '*'))`),
    'frame without an origin, no CORS': runInFrame(
      `${request({ mode: 'no-cors' })}.then(() => parent.postMessage(1, '*'))`,
    ),
  }
}

test('#5 #6 #7 the proxy sends nothing upstream for a page of another origin in Chromium', async () => {
  await using upstream = await startRawServer()
  await using allowed = await startSite()
  await using edge = await productionProxy({ ...publicConfig(upstream.base), ALLOWED_ORIGINS: allowed.origin })
  const url = edge.origin + listPath
  await using foreign = await startSite(url)
  // Another port is another origin of the same site. Another host name is another site.
  for (const origin of [foreign.origin, foreign.origin.replace('127.0.0.1', 'localhost')]) {
    await using visitor = await visit(origin)
    const { page, requests } = visitor
    for (const [name, attempt] of Object.entries(attempts(url))) {
      const requestCount = () => requests.filter((request) => request.url.startsWith(edge.origin)).length
      const before = requestCount()
      await page.evaluate(`(async () => { await ${attempt} })()`)
      if (name !== 'socket') await expect.poll(requestCount, { message: name }).toBeGreaterThan(before)
      expect([origin, name, upstream.heads]).toEqual([origin, name, []])
    }
    // Navigation: by script, by a redirect of the site, and in a new window.
    for (const navigation of [`location.assign(${JSON.stringify(url)})`, `location.assign('/redirect')`]) {
      await page.goto(origin)
      const [response] = await Promise.all([page.waitForResponse(url), page.waitForURL(url), page.evaluate(navigation)])
      expect([navigation, response.status(), upstream.heads]).toEqual([navigation, 403, []])
    }
    await page.goto(origin)
    const [window] = await Promise.all([page.waitForEvent('popup'), page.evaluate(`void open(${JSON.stringify(url)})`)])
    await window.waitForLoadState()
    expect([await window.locator('body').innerText(), upstream.heads]).toEqual([
      expect.stringContaining('cross_site_blocked'),
      [],
    ])
  }

  await using visitor = await visit(allowed.origin)
  const read = `fetch(${JSON.stringify(url)}).then((response) => response.json())`
  expect(await visitor.page.evaluate(read), 'the proxy serves a page of an allowed origin').toEqual({ content: [] })
  expect(upstream.heads.map(({ method, target }) => `${method} ${target}`)).toEqual([`GET ${listPath}`])
  // Only fetch has the permission: an image request has no origin header.
  await visitor.page.evaluate(`(async () => { await ${attempts(url).image} })()`)
  expect(upstream.heads.length).toBe(1)
})

test('#6 the proxy rejects the body of a form in Chromium, even from an allowed origin', async () => {
  await using upstream = await startRawServer()
  await using allowed = await startSite()
  await using edge = await productionProxy({ ...tokenConfig(upstream.base), ALLOWED_ORIGINS: allowed.origin })
  const url = `${edge.origin}/ncf/api/v2/packages/-/actions/hello`
  await using visitor = await visit(allowed.origin)
  const { page } = visitor
  // Every request has a valid token, so that the proxy can only reject the body.
  await page.route(`${edge.origin}/**`, (route, request) =>
    route.continue({ headers: { ...request.headers(), ...authorized } }),
  )
  const all = attempts(url)
  for (const name of ['form, POST', 'form, multipart', 'form, encoded']) {
    const responsePromise = page.waitForResponse(url)
    await page.evaluate(`(async () => { await ${all[name]} })()`)
    const response = await responsePromise
    expect([name, response.status(), upstream.heads]).toEqual([name, 415, []])
  }
  const text = { method: 'POST', body: '{}' }
  const read = `fetch(${JSON.stringify(url)}, ${JSON.stringify(text)}).then((response) => response.status)`
  expect([await page.evaluate(read), upstream.heads]).toEqual([415, []])
  const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  const responsePromise = page.waitForResponse(
    (response) => response.url() === url && response.request().method() === 'POST',
  )
  await page.evaluate(`fetch(${JSON.stringify(url)}, ${JSON.stringify(json)}).catch(() => {})`)
  await responsePromise
  expect(upstream.heads.length, 'the proxy accepts JSON').toBe(1)
})
