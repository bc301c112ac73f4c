import { parseArgs } from 'node:util'
import { findDeployedMistakes } from './check-config/find-deployed-mistakes.ts'

/** Checks the configuration of the proxy before it is deployed, with the rules of the proxy itself. It prints no values. */
const usage = `Usage: npm run check-config -- [options]

  --config file    the configuration of the Worker (default: wrangler.toml)
  --env name       an environment of the Worker (default: CLOUDFLARE_ENV)
  --secrets file   the secrets, one NAME=value in a line, as in .dev.vars
  --callers file   the value of PROXY_CALLERS, as npm run caller prints it

Secrets can also be environment variables. Cloudflare shows no secret that is stored.`

const checkConfig = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      config: { type: 'string', default: 'wrangler.toml' },
      env: { type: 'string' },
      secrets: { type: 'string' },
      callers: { type: 'string' },
    },
  })
  const { mistakes, unchecked } = await findDeployedMistakes(values, process.env)
  const names = unchecked.join(', ')
  const rest = names && ` Not checked: ${names}. To check secrets, pass --secrets or --callers.`
  if (mistakes.length === 0) {
    console.log(`The configuration of the proxy is valid.${rest}`)
    return
  }
  console.error(`${mistakes.join('\n')}\n\nMistakes in the configuration of the proxy: ${mistakes.length}.${rest}`)
  process.exitCode = 1
}

/** Returns the message of an error, with the line of a file that `wrangler` cannot parse. Other details may have values. */
const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { location } = error as { readonly location?: { readonly file?: string; readonly line: number } }
  return `${location ? `${location.file}:${location.line}: ` : ''}${error.message.trim()}`
}

try {
  await checkConfig()
} catch (error) {
  console.error(`${messageOf(error)}\n\n${usage}`)
  process.exitCode = 1
}
