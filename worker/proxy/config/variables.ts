import type { ProxyConfig } from './proxy-config.ts'

/** The name of a secret, variable or rate limit of the proxy. */
export type VariableName = keyof ProxyConfig

/** The rules of a secret, variable or rate limit. */
export interface Variable {
  readonly kind: 'secret' | 'variable' | 'rate limit'
  /** The default of a number. */
  readonly default?: number
  /** The largest value of a number. The smallest is 1. */
  readonly max?: number
}

/** More does not fit into the memory of a Worker, which holds a body as bytes, as text and as JSON at once. */
const MAX_BYTES: number = 56 * 2 ** 20

const MAX_TIMEOUT_MS = 120_000

/** Everything that configures the proxy. */
export const variables: Readonly<Record<VariableName, Variable>> = {
  NCLOUD_ACCESS_KEY: { kind: 'secret' },
  NCLOUD_SECRET_KEY: { kind: 'secret' },
  NCLOUD_SITE: { kind: 'variable' },
  NCLOUD_REGION: { kind: 'variable' },
  PROXY_AUTH: { kind: 'variable' },
  ACCESS_TEAM_DOMAIN: { kind: 'variable' },
  ACCESS_AUD: { kind: 'variable' },
  PROXY_CALLERS: { kind: 'secret' },
  ALLOWED_ORIGINS: { kind: 'variable' },
  ALLOWED_OPERATIONS: { kind: 'variable' },
  ALLOWED_ACTIONS: { kind: 'variable' },
  MAX_BODY_BYTES: { kind: 'variable', default: 2 ** 20, max: MAX_BYTES },
  MAX_CODE_BYTES: { kind: 'variable', default: 16 * 2 ** 20, max: MAX_BYTES },
  BODY_TIMEOUT_MS: { kind: 'variable', default: 10_000, max: MAX_TIMEOUT_MS },
  MAX_RESPONSE_BYTES: { kind: 'variable', default: 8 * 2 ** 20, max: MAX_BYTES },
  READ_TIMEOUT_MS: { kind: 'variable', default: 10_000, max: MAX_TIMEOUT_MS },
  WRITE_TIMEOUT_MS: { kind: 'variable', default: 20_000, max: MAX_TIMEOUT_MS },
  LIST_CACHE_SECONDS: { kind: 'variable', max: 60 },
  UPSTREAM_DEV_ORIGIN: { kind: 'variable' },
  RL_ADDRESS: { kind: 'rate limit' },
  RL_CALLER: { kind: 'rate limit' },
  RL_WRITE: { kind: 'rate limit' },
  RL_GLOBAL: { kind: 'rate limit' },
}

/** How the documentation describes a secret, variable or rate limit. */
export interface VariableText {
  /** One sentence. */
  readonly meaning: string
  /** The default. That of a number is in {@link variables}. */
  readonly default?: string
}

/**
 * The texts of the configuration table in the documentation. The doc comments of {@link ProxyConfig} say the same. The
 * Worker does not use them, so they are not in its bundle.
 */
export const variableTexts: Readonly<Record<VariableName, VariableText>> = {
  NCLOUD_ACCESS_KEY: {
    meaning: 'The access key of a sub account that has no more permissions than the proxy needs.',
    default: 'required',
  },
  NCLOUD_SECRET_KEY: { meaning: 'The secret key that belongs to `NCLOUD_ACCESS_KEY`.', default: 'required' },
  NCLOUD_SITE: { meaning: 'The site of the account: `public`, `gov` or `fin`.', default: '`public`' },
  NCLOUD_REGION: { meaning: 'The region: `KR`, `SGN`, `JPN` or `FKR`.', default: 'the first region of the site' },
  PROXY_AUTH: {
    meaning:
      'How the proxy authenticates callers: `token` (a caller token), `access` (Cloudflare Access) or `public-read` (everybody, for lists only).',
    default: '`token`',
  },
  ACCESS_TEAM_DOMAIN: {
    meaning: 'The team domain of Cloudflare Access, `<team>.cloudflareaccess.com`.',
    default: 'required with `PROXY_AUTH=access`',
  },
  ACCESS_AUD: {
    meaning: 'The AUD tag of the Access application, 64 hex digits.',
    default: 'required with `PROXY_AUTH=access`',
  },
  PROXY_CALLERS: {
    meaning:
      'The callers, as a JSON list of `{ "id", "sha256" or "access", "operations"?, "actions"?, "origins"?, "expires"? }`.',
    default: '`[]`',
  },
  ALLOWED_ORIGINS: {
    meaning: 'The origins of pages that may call the proxy: exact, comma-separated.',
    default: 'none',
  },
  ALLOWED_OPERATIONS: {
    meaning: 'The operations that callers may use: ids, comma-separated; `<id>:full` also returns sensitive fields.',
    default: '`getPackageList`, `getActionList`, `getTriggerList`, `getActivationList`',
  },
  ALLOWED_ACTIONS: {
    meaning:
      'The actions that `postAction` may run: `package/action`, comma-separated; `-/action` for an action without a package.',
    default: 'none',
  },
  MAX_BODY_BYTES: { meaning: 'Largest request body, except that of `putAction`: 1 to 58720256 bytes.' },
  MAX_CODE_BYTES: { meaning: 'Largest request body of `putAction`, which has code: 1 to 58720256 bytes.' },
  BODY_TIMEOUT_MS: { meaning: 'Longest time for a request body to arrive: 1 to 120000 ms.' },
  MAX_RESPONSE_BYTES: {
    meaning:
      'Largest response of the gateway: 1 to 58720256 bytes, plus `MAX_BODY_BYTES`, or `MAX_CODE_BYTES` for an action.',
  },
  READ_TIMEOUT_MS: { meaning: 'Timeout of a call that only reads, with all retries: 1 to 120000 ms.' },
  WRITE_TIMEOUT_MS: {
    meaning: 'Timeout of a call that changes something or fires a trigger, with all retries: 1 to 120000 ms.',
  },
  LIST_CACHE_SECONDS: {
    meaning: 'How long the proxy may serve a list from its cache: 1 to 60 seconds.',
    default: 'never',
  },
  UPSTREAM_DEV_ORIGIN: { meaning: 'Development only: the origin of an emulator on this machine.', default: 'none' },
  RL_ADDRESS: { meaning: 'Limits requests by IP address, before the proxy knows the caller.', default: 'no limit' },
  RL_CALLER: { meaning: 'Limits requests by caller.', default: 'no limit' },
  RL_WRITE: { meaning: 'Limits requests by caller that change something or run an action.', default: 'no limit' },
  RL_GLOBAL: { meaning: 'Limits the requests of all callers together.', default: 'no limit' },
}
