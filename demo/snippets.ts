import { operations, resolveEndpoint } from '../lib/index.ts'
import type { Call } from './state.ts'

/** One word to a POSIX shell, whatever it holds. */
const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const stringLiteral = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

/** The call as a shell command; the token is the shell's variable `NCF_TOKEN`. */
export const curlSnippet = ({ origin, platform, hasToken }: Call): string => {
  const url = `${origin}${resolveEndpoint().path}${operations.getPackageList.path}?platform=${platform}`
  const header = hasToken ? ' \\\n  --header "Authorization: Bearer $NCF_TOKEN"' : ''
  return `curl ${shellWord(url)}${header}`
}

/** The call as TypeScript; the token is a variable of that name. */
export const codeSnippet = ({ origin, platform, hasToken }: Call): string =>
  `import { createClient } from 'ncloud-functions'
${hasToken ? "\nconst token = '' // your caller token" : ''}
const ncf = createClient({ baseUrl: ${stringLiteral(origin)}${hasToken ? ', token' : ''} })
const packages = await ncf.packages.list({ platform: ${stringLiteral(platform)} })`
