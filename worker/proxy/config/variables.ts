import type { ProxyConfig } from './proxy-config.ts'

/** One secret, variable or binding of the proxy. The configuration table of the documentation is made from these. */
export interface Variable {
  readonly kind: 'secret' | 'variable' | 'rate limit'
  /** One sentence. */
  readonly meaning: string
  /** What counts if it is missing or empty. `required`: the proxy responds `503 misconfigured`. */
  readonly default: string
  /** The largest value of a number. The smallest is 1. */
  readonly max?: number
}

/** More does not fit into the memory of a Worker, which holds a body as bytes, as text and as JSON at once. */
const MAX_BYTES: number = 56 * 2 ** 20

const MAX_TIMEOUT_MS = 120_000

/** Everything that configures the proxy, by name. Doc comments of {@link ProxyConfig} say the same. */
export const variables: Readonly<Record<keyof ProxyConfig, Variable>> = {
  NCLOUD_ACCESS_KEY: {
    kind: 'secret',
    meaning: 'The access key of a sub account that has no more permissions than the proxy needs.',
    default: 'required',
  },
  NCLOUD_SECRET_KEY: {
    kind: 'secret',
    meaning: 'The secret key that belongs to `NCLOUD_ACCESS_KEY`.',
    default: 'required',
  },
  NCLOUD_SITE: {
    kind: 'variable',
    meaning: 'The site of the account: `public`, `gov` or `fin`.',
    default: '`public`',
  },
  NCLOUD_REGION: {
    kind: 'variable',
    meaning: 'The region: `KR`, `SGN`, `JPN` or `FKR`.',
    default: 'the first region of the site',
  },
  PROXY_AUTH: {
    kind: 'variable',
    meaning:
      'How the proxy authenticates callers: `token` (a caller token), `access` (Cloudflare Access) or `public-read` (everybody, for operations that return names only).',
    default: '`token`',
  },
  ACCESS_TEAM_DOMAIN: {
    kind: 'variable',
    meaning: 'The team domain of Cloudflare Access, `<team>.cloudflareaccess.com`.',
    default: 'required with `PROXY_AUTH=access`',
  },
  ACCESS_AUD: {
    kind: 'variable',
    meaning: 'The AUD tag of the Access application, 64 hex digits.',
    default: 'required with `PROXY_AUTH=access`',
  },
  PROXY_CALLERS: {
    kind: 'secret',
    meaning: 'The callers, as a JSON list of `{ "id", "sha256", "operations"?, "actions"?, "origins"?, "expires"? }`.',
    default: '`[]`',
  },
  ALLOWED_ORIGINS: {
    kind: 'variable',
    meaning: 'The origins of pages that may call the proxy: exact, comma-separated.',
    default: "none but the proxy's own",
  },
  ALLOWED_OPERATIONS: {
    kind: 'variable',
    meaning: 'The operations that callers may use: ids, comma-separated; `<id>:full` also returns sensitive fields.',
    default: '`getPackageList`, `getActionList`, `getTriggerList`, `getActivationList`',
  },
  ALLOWED_ACTIONS: {
    kind: 'variable',
    meaning:
      'The actions that `postAction` may run: `package/action`, comma-separated; `-/action` for an action without a package.',
    default: 'none',
  },
  MAX_BODY_BYTES: {
    kind: 'variable',
    meaning: 'Largest request body: 1 to 58720256 bytes.',
    default: '1048576',
    max: MAX_BYTES,
  },
  BODY_TIMEOUT_MS: {
    kind: 'variable',
    meaning: 'Longest time for a request body to arrive: 1 to 120000 ms.',
    default: '10000',
    max: MAX_TIMEOUT_MS,
  },
  MAX_RESPONSE_BYTES: {
    kind: 'variable',
    meaning: 'Largest response of the gateway: 1 to 58720256 bytes, plus `MAX_BODY_BYTES`.',
    default: '8388608',
    max: MAX_BYTES,
  },
  READ_TIMEOUT_MS: {
    kind: 'variable',
    meaning: 'Timeout of a call that only reads, with all retries: 1 to 120000 ms.',
    default: '10000',
    max: MAX_TIMEOUT_MS,
  },
  WRITE_TIMEOUT_MS: {
    kind: 'variable',
    meaning: 'Timeout of a call that changes something or fires a trigger, with all retries: 1 to 120000 ms.',
    default: '20000',
    max: MAX_TIMEOUT_MS,
  },
  LIST_CACHE_SECONDS: {
    kind: 'variable',
    meaning: 'How long the proxy may serve a list from its cache: 1 to 60 seconds.',
    default: 'never',
    max: 60,
  },
  UPSTREAM_DEV_ORIGIN: {
    kind: 'variable',
    meaning: 'Development only: the origin of an emulator on this machine.',
    default: 'none',
  },
  RL_ADDRESS: {
    kind: 'rate limit',
    meaning: 'Limits requests by IP address, before the proxy knows the caller.',
    default: 'no limit',
  },
  RL_CALLER: { kind: 'rate limit', meaning: 'Limits requests by caller.', default: 'no limit' },
  RL_WRITE: {
    kind: 'rate limit',
    meaning: 'Limits requests by caller that change something or run an action.',
    default: 'no limit',
  },
  RL_GLOBAL: {
    kind: 'rate limit',
    meaning: 'Limits the requests of all callers together.',
    default: 'no limit',
  },
}
