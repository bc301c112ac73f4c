import { readFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { unstable_convertConfigBindingsToStartWorkerBindings, unstable_readConfig } from 'wrangler'
import { findExpiredCallers, readCallers } from '../../worker/proxy/config/caller-list.ts'
import { findMistakes } from '../../worker/proxy/config/find-mistakes.ts'
import type { ProxyConfig } from '../../worker/proxy/config/proxy-config.ts'
import { variables } from '../../worker/proxy/config/variables.ts'

/** Where the configuration of a Worker is. */
export interface Sources {
  /** File with the configuration of the Worker. */
  readonly config: string
  /** Environment of the Worker. Default: the one that `wrangler` uses. */
  readonly env?: string | undefined
  /** File with secrets in the form of `.dev.vars`. */
  readonly secrets?: string | undefined
  /** File with the value of `PROXY_CALLERS`. */
  readonly callers?: string | undefined
}

type Values = Readonly<Record<string, unknown>>

const secretNames = Object.entries(variables).flatMap(([name, { kind }]) => (kind === 'secret' ? name : []))

/** Returns the bindings of the Worker as the proxy gets them. Only texts and rate limits matter to the proxy. */
const readBindings = (config: string, env: string | undefined): Values => {
  const worker = unstable_readConfig({ config, ...(env !== undefined && { env }) }, { hideWarnings: true })
  const bindings: Readonly<Record<string, object>> = unstable_convertConfigBindingsToStartWorkerBindings(worker) ?? {}
  const values = Object.entries(bindings).map(([name, binding]) => [
    name,
    'value' in binding ? binding.value : { limit() {} },
  ])
  return Object.fromEntries(values)
}

const readSecrets = async ({ secrets, callers }: Sources, environment: Values): Promise<Values> => ({
  ...Object.fromEntries(secretNames.flatMap((name) => (environment[name] ? [[name, environment[name]]] : []))),
  ...(secrets !== undefined && parseEnv(await readFile(secrets, 'utf8'))),
  ...(callers !== undefined && { PROXY_CALLERS: await readFile(callers, 'utf8') }),
})

/** A list that cannot be read has no expired callers: its mistake is reported already. */
const findExpired = (callers = ''): string[] => {
  try {
    return findExpiredCallers(readCallers(callers), Date.now)
  } catch {
    return []
  }
}

/**
 * Returns every mistake that a deployed proxy would log, and every expired caller, without any value.
 *
 * @param environment The environment variables. Only secrets are read from them.
 * @returns The mistakes, and the names of the secrets that are in no source.
 * @throws Error for a file that cannot be read.
 */
export const findDeployedMistakes = async (
  sources: Sources,
  environment: Values,
): Promise<{ readonly mistakes: readonly string[]; readonly unchecked: readonly string[] }> => {
  const given = { ...readBindings(sources.config, sources.env), ...(await readSecrets(sources, environment)) }
  // Keys that only Cloudflare has count as valid.
  const config = { NCLOUD_ACCESS_KEY: '-', NCLOUD_SECRET_KEY: '-', ...given } as ProxyConfig
  return {
    mistakes: [...findMistakes(config), ...findExpired(config.PROXY_CALLERS)],
    unchecked: secretNames.filter((name) => !(name in given)),
  }
}
