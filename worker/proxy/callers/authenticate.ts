import type { Operation } from '../../../lib/index.ts'
import { anybody, type Caller } from '../config/caller-list.ts'
import type { Settings } from '../config/read-config.ts'
import { Refusal } from '../problem.ts'
import type { Names } from '../request/names.ts'
import type { Access } from './access.ts'
import { granted } from './permissions.ts'

const encoder = new TextEncoder()

/** SHA-256 in lower-case hex, as `PROXY_CALLERS` holds it. */
const digest = async (token: string): Promise<string> => {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(token)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const byToken = async (request: Request, callers: readonly Caller[]): Promise<Caller | undefined> => {
  const header = request.headers.get('authorization')
  const inAddress = /[?&](access_)?token=/i.test(request.url)
  if (header === null) throw new Refusal(inAddress ? 'invalid_token' : 'unauthenticated')

  const token = /^Bearer +([!-~]+)$/i.exec(header)?.[1]
  const sha256 = token && (await digest(token))
  return callers.find((each) => sha256 && each.sha256 === sha256)
}

/** Whom Access lets in may do what the proxy allows. Where there is a list, whoever is not on it may do nothing. */
const byAccess = async (request: Request, access: Access, callers: readonly Caller[]): Promise<Caller> => {
  const id = await access(request)
  if (callers.length === 0) return { id }
  return callers.find((each) => each.access === id) ?? { id, operations: [] }
}

/**
 * Who calls. Digests are compared, so the time it takes tells nothing about a token.
 *
 * @throws Refusal `unauthenticated` without any credential, `invalid_token` for every credential that does not hold,
 * `auth_unavailable`.
 */
export const authenticate = async (request: Request, settings: Settings, now: number): Promise<Caller> => {
  const { auth, access, callers } = settings
  if (auth === 'public-read') return anybody
  const caller = await (access ? byAccess(request, access, callers) : byToken(request, callers))
  if (!caller || (caller.expires ?? Number.POSITIVE_INFINITY) <= now) throw new Refusal('invalid_token')
  return caller
}

/**
 * Whether this caller may do this, from where it stands.
 *
 * @returns How much of the answer is for it.
 * @throws Refusal `insufficient_scope` or `origin_not_allowed`.
 */
export const authorize = (
  caller: Caller,
  operation: Operation,
  names: Names,
  request: Request,
  settings: Settings,
): 'part' | 'full' => {
  const { operations = settings.operations, actions = settings.actions } = caller
  const scope = granted([settings, { operations, actions }], operation, names)
  if (scope === 'nothing') throw new Refusal('insufficient_scope')

  const origin = request.headers.get('origin')
  if (origin !== null && !(caller.origins ?? [origin]).includes(origin)) throw new Refusal('origin_not_allowed')
  return scope
}
