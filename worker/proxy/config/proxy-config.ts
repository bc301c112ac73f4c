import type { RateLimiters } from '../limits/rate-limits.ts'

/**
 * The configuration of the proxy: the secrets, variables and rate limit bindings of a Worker. All values are text, as
 * Workers have them. Without secrets the proxy responds `503 misconfigured`; without callers it allows nobody.
 */
export interface ProxyConfig extends RateLimiters {
  /** Secret, required: the access key of a sub account that has no more permissions than the proxy needs. */
  readonly NCLOUD_ACCESS_KEY?: string
  /** Secret, required: the secret key that belongs to `NCLOUD_ACCESS_KEY`. */
  readonly NCLOUD_SECRET_KEY?: string
  /** The site of the account: `public`, `gov` or `fin`. Default: `public`. */
  readonly NCLOUD_SITE?: string
  /** The region: `KR`, `SGN`, `JPN` or `FKR`. Default: the first region of the site. */
  readonly NCLOUD_REGION?: string
  /**
   * How the proxy authenticates callers: `token` (a caller token), `access` (Cloudflare Access) or `public-read`
   * (everybody, for lists only). Default: `token`.
   */
  readonly PROXY_AUTH?: string
  /** The team domain of Cloudflare Access, `<team>.cloudflareaccess.com`; required with `PROXY_AUTH=access`. */
  readonly ACCESS_TEAM_DOMAIN?: string
  /** The AUD tag of the Access application, 64 hex digits; required with `PROXY_AUTH=access`. */
  readonly ACCESS_AUD?: string
  /**
   * Secret: the callers, as a JSON list of `{ "id", "sha256" or "access", "operations"?, "actions"?, "origins"?,
   * "expires"? }`. Default: `[]`.
   *
   * `sha256` is the SHA-256 digest of the caller's token as 64 hex digits. `operations` and `actions` narrow
   * `ALLOWED_OPERATIONS` and `ALLOWED_ACTIONS` for this caller, `origins` narrows `ALLOWED_ORIGINS`. `expires` is an
   * ISO 8601 time with a zone. `npm run -s caller -- <id>` creates a token and its entry.
   *
   * With Cloudflare Access an entry has `access` instead of `sha256`: an e-mail address, or the `common_name` of a
   * service token or certificate. If the list is empty, every user that Access lets through is a caller.
   */
  readonly PROXY_CALLERS?: string
  /** The origins of pages that may call the proxy: exact, comma-separated. Default: none. */
  readonly ALLOWED_ORIGINS?: string
  /**
   * The operations that callers may use: ids, comma-separated. Default: the lists `getPackageList`, `getActionList`, `getTriggerList` and `getActivationList`.
   *
   * `getAction:full` instead of `getAction` also returns the sensitive fields of the response: code, parameters,
   * credentials, and the logs and results of activations.
   */
  readonly ALLOWED_OPERATIONS?: string
  /**
   * The actions that `postAction` may run: `package/action`, comma-separated; `-/action` for an action without a
   * package. Default: none. An entry counts for both API versions and for every platform.
   */
  readonly ALLOWED_ACTIONS?: string
  /** Largest request body, except that of `putAction`: 1 to 58720256 bytes. Default: 1048576. */
  readonly MAX_BODY_BYTES?: string
  /**
   * Largest request body of `putAction`, which has code: 1 to 58720256 bytes. Default: 16777216. Base64 makes a file a
   * third larger. Two uploads at once need twice their size, of the 128 MB of a Worker.
   */
  readonly MAX_CODE_BYTES?: string
  /** Longest time for a request body to arrive: 1 to 120000 ms. Default: 10000. */
  readonly BODY_TIMEOUT_MS?: string
  /**
   * Largest response of the gateway: 1 to 58720256 bytes, plus `MAX_BODY_BYTES`, or `MAX_CODE_BYTES` for an action.
   * Default: 8388608.
   */
  readonly MAX_RESPONSE_BYTES?: string
  /** Timeout of a call that only reads, with all retries: 1 to 120000 ms. Default: 10000. */
  readonly READ_TIMEOUT_MS?: string
  /** Timeout of a call that changes something or fires a trigger, with all retries: 1 to 120000 ms. Default: 20000. */
  readonly WRITE_TIMEOUT_MS?: string
  /** How long the proxy may serve a list from its cache: 1 to 60 seconds. Default: never. */
  readonly LIST_CACHE_SECONDS?: string
  /** Development only: the origin of an emulator on this machine. The proxy then serves localhost only. Default: none. */
  readonly UPSTREAM_DEV_ORIGIN?: string
}
