import { operations, resolveEndpoint } from '../lib/index.ts'
import type { PageCall } from './state.ts'

/** Quotes any text as one word of a POSIX shell. */
const quoteForShell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const quoteForTypeScript = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

/** Returns the call as a shell command. The token is the shell variable `NCF_TOKEN`. */
export const curlSnippet = ({ origin, platform, hasToken }: PageCall): string => {
  const url = `${origin}${resolveEndpoint().path}${operations.getPackageList.path}?platform=${platform}`
  const header = hasToken ? ' \\\n  --header "Authorization: Bearer $NCF_TOKEN"' : ''
  return `curl ${quoteForShell(url)}${header}`
}

/** Returns the call as TypeScript. The token is the variable `token`. */
export const typeScriptSnippet = ({ origin, platform, hasToken }: PageCall): string =>
  `import { createClient } from 'ncloud-functions'
${hasToken ? "\nconst token = '' // your caller token" : ''}
const ncf = createClient({ baseUrl: ${quoteForTypeScript(origin)}${hasToken ? ', token' : ''} })
const packages = await ncf.packages.list({ platform: ${quoteForTypeScript(platform)} })`
