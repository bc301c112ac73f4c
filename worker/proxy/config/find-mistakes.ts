import { editDistance } from '../../../lib/api/suggest-name.ts'
import type { RateLimiter } from '../limits/rate-limits.ts'
import { findCallerMistakes } from './caller-list.ts'
import type { ProxyConfig } from './proxy-config.ts'
import { rules, wholeNumber } from './rules.ts'
import { type VariableName, variables } from './variables.ts'

const names = Object.keys(variables) as VariableName[]

/** A name with more other letters is a variable of the Worker's own. */
const MOST_CHANGES = 2

const findMisspelling = (name: string): string | undefined => {
  if (names.includes(name as VariableName)) return undefined
  const changes = (known: string): number => editDistance(name.toUpperCase(), known)
  const [nearest] = names.filter((known) => changes(known) <= MOST_CHANGES).sort((a, b) => changes(a) - changes(b))
  return nearest && `${name} is unknown, but similar to ${nearest}: rename it.`
}

const findValueMistakes = (config: ProxyConfig, name: VariableName): readonly (string | false | undefined)[] => {
  const { [name]: value }: { readonly [Name in VariableName]?: unknown } = config
  const { kind, max = 0 } = variables[name]
  if (kind === 'rate limit') {
    const isLimiter = typeof (value as Partial<RateLimiter> | null | undefined)?.limit === 'function'
    const fix = 'configure it under [[ratelimits]] in wrangler.toml.'
    return [value !== undefined && !isLimiter && `${name} is not a rate limit: ${fix}`]
  }
  const text = value === undefined ? '' : value
  if (typeof text !== 'string') return [`${name} is not text: set it to a string.`]
  if (name === 'PROXY_CALLERS') return findCallerMistakes(text || '[]')
  const fix = (rules[name] ?? wholeNumber(max))(text, config, name)
  return [fix && `${name} is ${text ? 'invalid' : 'missing or empty'}: ${fix}`]
}

/**
 * Returns every mistake of a configuration: a sentence with the name of the variable, the rule and the fix, without any
 * value.
 */
export const findMistakes = (config: ProxyConfig): string[] =>
  [...Object.keys(config).map(findMisspelling), ...names.flatMap((name) => findValueMistakes(config, name))].flatMap(
    (mistake) => mistake || [],
  )
