import { sites } from '../../../lib/api/endpoints.ts'
import { isLoopback, isOrigin } from '../request/origin.ts'
import { actionList, commaSeparated, type ListRule, operationList, originList } from './lists.ts'
import type { ProxyConfig } from './proxy-config.ts'
import type { VariableName } from './variables.ts'

/** Returns how to fix the text of a variable, if it is wrong. The text of a missing variable is empty. */
type Rule = (text: string, config: ProxyConfig, name: VariableName) => string | false | undefined

const key: Rule = (text, _, name) =>
  !/^[!-~]+$/.test(text) && `set it in ASCII and without whitespace, with \`npx wrangler secret put ${name}\`.`

const choice =
  (values: readonly string[]): Rule =>
  (text) =>
    text !== '' && !values.includes(text) && `set it to ${values.join(', ')}, or leave it out for ${values[0]}.`

const list =
  ([isEntry, fix]: ListRule): Rule =>
  (text) =>
    !commaSeparated(text).every(isEntry) && fix

const access =
  (pattern: RegExp, fix: string): Rule =>
  (text, { PROXY_AUTH }) =>
    PROXY_AUTH === 'access'
      ? !pattern.test(text) && fix
      : text !== '' && 'it has no effect without PROXY_AUTH=access. Set both, or remove it.'

/** Returns the rule of a whole number from 1. */
export const wholeNumber =
  (max: number): Rule =>
  (text) => {
    const number = Number(/^\d{1,8}$/.test(text) && text)
    return text !== '' && !(number > 0 && number <= max) && `set a whole number from 1 to ${max}.`
  }

/** The rules of the variables that are texts. Those of numbers are in `variables.ts`. */
export const rules: Readonly<Partial<Record<VariableName, Rule>>> = {
  NCLOUD_ACCESS_KEY: key,
  NCLOUD_SECRET_KEY: key,
  NCLOUD_SITE: choice(Object.keys(sites)),
  NCLOUD_REGION(text, config, name) {
    const [, site] = Object.entries(sites).find(([id]) => id === (config.NCLOUD_SITE || 'public')) ?? []
    return site && choice(Object.keys(site.regions))(text, config, name)
  },
  PROXY_AUTH: choice(['token', 'access', 'public-read']),
  ACCESS_TEAM_DOMAIN: access(
    /^[a-z0-9-]{1,63}\.cloudflareaccess\.com$/,
    'set <team>.cloudflareaccess.com, without https://.',
  ),
  ACCESS_AUD: access(/^[0-9a-f]{64}$/, 'set the AUD tag of the Access application, 64 hex digits.'),
  ALLOWED_ORIGINS: list(originList),
  ALLOWED_OPERATIONS: list(operationList),
  ALLOWED_ACTIONS: list(actionList),
  // Another host must never receive a signed request.
  UPSTREAM_DEV_ORIGIN: (text) =>
    text !== '' &&
    !(isOrigin(text) && isLoopback(new URL(text).hostname)) &&
    'set an origin on this machine, such as http://localhost:8788.',
}
