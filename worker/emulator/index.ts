/**
 * Cloud Functions as a pure fetch handler: for tests, for development, without an account.
 *
 * @module
 */
import { checkSecret } from '../../lib/credentials.ts'
import { content, errors, refusal } from './answers.ts'
import { authenticate } from './authenticate.ts'
import { developmentCredentials, type EmulatorCredentials } from './credentials.ts'

export { developmentCredentials, type EmulatorCredentials } from './credentials.ts'
export type { Explanation, Mistake } from './explain.ts'

/** A package the emulator holds. */
export interface EmulatorPackage {
  readonly name: string
  /** Default `''`. */
  readonly description?: string
  /** Which of the two sets it belongs to. Default `vpc`. */
  readonly platform?: 'vpc' | 'classic'
}

/** What an emulator starts with. */
export interface EmulatorOptions {
  /** Keys it accepts. Default: {@link developmentCredentials}. */
  readonly credentials?: readonly EmulatorCredentials[]
  /** Its clock: milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Default: none. */
  readonly packages?: readonly EmulatorPackage[]
}

/** An emulated service. */
export interface Emulator {
  /** Takes what `fetch` takes; give it to a client as its `fetch`, or a server as its handler. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
}

/** API version by path, with the platform that is meant when a request names none. */
const versions = [
  { packages: '/ncf/api/v2/packages', platform: 'vpc' },
  { packages: '/api/v2/packages', platform: 'classic' },
] as const

/** Path and query as received: not parsed, because parsing would change the bytes that were signed. */
const receivedTarget = (url: string): string => url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/#.*$/s, '')

/**
 * Creates an emulator. It checks access key, clock and signature as the gateway does and answers with the service's
 * own bodies and codes. To a refused signature it adds `emulator`: the likely mistake, what to change, and the string
 * that should have been signed.
 *
 * @param options Keys, clock and packages.
 * @throws TypeError for a key no client could sign with.
 * @example
 * ```ts
 * import { createClient } from 'ncloud-functions'
 * import { createEmulator, developmentCredentials } from 'ncloud-functions/emulator'
 *
 * const emulator = createEmulator({ packages: [{ name: 'package001', description: 'Create package' }] })
 * const ncf = createClient({
 *   credentials: developmentCredentials[0],
 *   baseUrl: 'http://emulator',
 *   fetch: emulator.fetch,
 * })
 * console.log(await ncf.packages.list()) // [{ name: 'package001', description: 'Create package' }]
 * ```
 * @see https://api.ncloud-docs.com/docs/en/compute-cloudfunctions-v2-getpackagelist
 */
export const createEmulator = (options: EmulatorOptions = {}): Emulator => {
  const { credentials = developmentCredentials, now = Date.now, packages = [] } = options
  for (const { accessKey, secretKey } of credentials) {
    checkSecret('accessKey', accessKey)
    checkSecret('secretKey', secretKey)
  }

  const listPackages = (time: number, target: string, defaultPlatform: string): Response => {
    const asked = new URLSearchParams(target.split('?')[1]).getAll('platform')
    const platform = asked[0] ?? defaultPlatform
    if (asked.length > 1 || !['vpc', 'classic'].includes(platform)) return refusal(time, errors.wrongParameter, '')
    const found = packages.filter((each) => (each.platform ?? 'vpc') === platform)
    return content(
      time,
      found.map(({ name, description = '' }) => ({ name, description })),
    )
  }

  return {
    async fetch(input, init) {
      // A server's request is taken as it came: making another of it would change the bytes of its address.
      const request = typeof input === 'object' && 'url' in input && !init ? input : new Request(input, init)
      const time = now()
      const target = receivedTarget(request.url)

      // Unknown: whether the gateway looks for the address or for the key first.
      const version = versions.find((each) => each.packages === target.split('?')[0])
      if (!version || request.method !== 'GET') return refusal(time, errors.notFound, 'URL not found.')

      const caller = await authenticate(request, target, credentials, time)
      if (!('credentials' in caller)) {
        return refusal(time, errors.authenticationFailed, caller.details, caller.explanation)
      }
      const allowed = caller.credentials.operations
      if (allowed && !allowed.includes('getPackageList')) return refusal(time, errors.noPermission, '')
      return listPackages(time, target, version.platform)
    },
  }
}
