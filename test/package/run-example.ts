/**
 * Runs one example of the documents: `run-example.ts <file> <runtime>`. The example keeps its own text; the global
 * `fetch` leads to the services of `example-services.ts`, and the variables have keys that these accept.
 */
import { pathToFileURL } from 'node:url'
import { callerRequest, exampleKeys, proxyConfig, startServices } from './example-services.ts'

const [file = '', runtime = 'node'] = process.argv.slice(2)
process.env.NCLOUD_ACCESS_KEY = exampleKeys.accessKey
process.env.NCLOUD_SECRET_KEY = exampleKeys.secretKey

const send = await startServices()
globalThis.fetch = send as typeof fetch

if (runtime === 'browser') {
  const { Window } = await import('happy-dom')
  const { document, sessionStorage } = new Window({ url: 'https://app.example.com/' })
  sessionStorage.setItem('token', 'TOKEN')
  Object.assign(globalThis, { document, sessionStorage })
  // A browser sends the origin of the page.
  globalThis.fetch = ((url: string, init: RequestInit) =>
    send(url, { ...init, headers: { ...(init.headers as object), origin: 'https://app.example.com' } })) as typeof fetch
}

const example = await import(pathToFileURL(file).href)

// A Worker is asked once, as Cloudflare asks it.
if (example.default?.fetch) {
  const response: Response = await example.default.fetch(callerRequest(), proxyConfig)
  if (!response.ok) throw new Error(`The Worker responded with ${response.status}: ${await response.text()}`)
}
if (runtime === 'browser') console.log(document.body.textContent)
