import { expect, test } from 'vitest'
import { listPath, publicConfig, tokenConfig } from '../deployed/send.ts'
import { visit } from '../support/browser.ts'
import { productionProxy } from '../support/edge.ts'
import { authorized } from '../support/proxy.ts'
import { serve } from '../support/serve.ts'
import { wireServer } from '../support/wire-server.ts'

/** A site of its own, with one page; `/away` leads elsewhere. */
const site = (away = '') =>
  serve((request, response) => {
    if (request.url === '/away') return response.writeHead(302, { location: away }).end()
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>site</title><body>site')
  })

/** Everything a page can do to have an address asked for. Each settles when the browser is done with it. */
const attempts = (url: string): Record<string, string> => {
  const put = (tag: string, attributes: object, events = "'load', 'error'") => `new Promise((done) => {
    const it = Object.assign(document.createElement('${tag}'), ${JSON.stringify(attributes)})
    for (const event of [${events}]) it.addEventListener(event, done)
    document.body.append(it)
  })`
  const framed = (script: string) => `new Promise((done) => {
    addEventListener('message', done, { once: true })
    const frame = document.createElement('iframe')
    frame.sandbox = 'allow-scripts allow-forms'
    frame.srcdoc = ${JSON.stringify(`<script>${script.replaceAll('<', '\\x3c')}</script>`)}
    document.body.append(frame)
  })`
  const form = (method: string, type: string) => `new Promise((done) => {
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
    image: put('img', { src: url }),
    'image, CORS': put('img', { crossOrigin: '', src: url }),
    script: put('script', { src: url }),
    module: put('script', { type: 'module', src: url }),
    style: put('link', { rel: 'stylesheet', href: url }),
    video: put('video', { src: url }, "'error'"),
    object: put('object', { data: url }),
    frame: put('iframe', { src: url }),
    'form, GET': form('get', 'text/plain'),
    'form, POST': form('post', 'text/plain'),
    'form, multipart': form('post', 'multipart/form-data'),
    'form, encoded': form('post', 'application/x-www-form-urlencoded'),
    socket: `new Promise((done) => { new WebSocket(${JSON.stringify(url.replace('http', 'ws'))}).onerror = done })`,
    events: `new Promise((done) => { new EventSource(${JSON.stringify(url)}).onerror = done })`,
    worker: `new Promise((done) => {
      const code = URL.createObjectURL(new Blob([${JSON.stringify(`${request({})}.then(() => postMessage(1))`)}]))
      new Worker(code).onmessage = done
    })`,
    'frame of no origin': framed(`${request({})}.then(() => parent.postMessage(1, '*'))`),
    'frame of no origin, no CORS': framed(`${request({ mode: 'no-cors' })}.then(() => parent.postMessage(1, '*'))`),
  }
}

test('#5 #6 #7 a foreign page gets nothing sent in Chromium, whatever it tries', async () => {
  await using upstream = await wireServer()
  await using allowed = await site()
  await using edge = await productionProxy({ ...publicConfig(upstream.base), ALLOWED_ORIGINS: allowed.origin })
  const url = edge.origin + listPath
  await using foreign = await site(url)
  // Another port is another origin of the same site; another name is another site.
  for (const origin of [foreign.origin, foreign.origin.replace('127.0.0.1', 'localhost')]) {
    await using visitor = await visit(origin)
    const { page, requests } = visitor
    for (const [what, attempt] of Object.entries(attempts(url))) {
      const asked = () => requests.filter((request) => request.url.startsWith(edge.origin)).length
      const before = asked()
      await page.evaluate(`(async () => { await ${attempt} })()`)
      if (what !== 'socket') await expect.poll(asked, { message: what }).toBeGreaterThan(before)
      expect([origin, what, upstream.heads]).toEqual([origin, what, []])
    }
    // Away from the page: by itself, by an answer of its server, and into a window of its own.
    for (const away of [`location.assign(${JSON.stringify(url)})`, `location.assign('/away')`]) {
      await page.goto(origin)
      const [answer] = await Promise.all([page.waitForResponse(url), page.waitForURL(url), page.evaluate(away)])
      expect([away, answer.status(), upstream.heads]).toEqual([away, 403, []])
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
  expect(await visitor.page.evaluate(read), 'an allowed one is served').toEqual({ content: [] })
  expect(upstream.heads.map(({ method, target }) => `${method} ${target}`)).toEqual([`GET ${listPath}`])
  // It may no more than fetch: what carries no origin is not known to be its own.
  await visitor.page.evaluate(`(async () => { await ${attempts(url).image} })()`)
  expect(upstream.heads.length).toBe(1)
})

test('#6 a page in Chromium that may call the proxy has no body taken that a form could send', async () => {
  await using upstream = await wireServer()
  await using allowed = await site()
  await using edge = await productionProxy({ ...tokenConfig(upstream.base), ALLOWED_ORIGINS: allowed.origin })
  const url = `${edge.origin}/ncf/api/v2/packages/-/actions/hello`
  await using visitor = await visit(allowed.origin)
  const { page } = visitor
  // Whoever comes with a token at all times, as by a session: what is refused is the body alone.
  await page.route(`${edge.origin}/**`, (route, request) =>
    route.continue({ headers: { ...request.headers(), ...authorized } }),
  )
  const all = attempts(url)
  for (const what of ['form, POST', 'form, multipart', 'form, encoded']) {
    const answered = page.waitForResponse(url)
    await page.evaluate(`(async () => { await ${all[what]} })()`)
    const answer = await answered
    expect([what, answer.status(), upstream.heads]).toEqual([what, 415, []])
  }
  const text = { method: 'POST', body: '{}' }
  const read = `fetch(${JSON.stringify(url)}, ${JSON.stringify(text)}).then((response) => response.status)`
  expect([await page.evaluate(read), upstream.heads]).toEqual([415, []])
  const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  const answered = page.waitForResponse((response) => response.url() === url && response.request().method() === 'POST')
  await page.evaluate(`fetch(${JSON.stringify(url)}, ${JSON.stringify(json)}).catch(() => {})`)
  await answered
  expect(upstream.heads.length, 'JSON is').toBe(1)
})
