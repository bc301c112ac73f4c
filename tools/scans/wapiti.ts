import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './program.ts'
import { type Judge, LIST } from './scan.ts'

const SECONDS = 180

/** Those that ask nobody but the target. */
const MODULES =
  'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss'

/** Headers it misses that say less than those that are there, or nothing to a browser of today. */
const superseded: Readonly<Record<string, string>> = {
  'X-Frame-Options is not set': 'frame-ancestors of the Content-Security-Policy says it',
  'X-XSS-Protection is not set': 'no browser has that filter any more',
}

const paths = [
  LIST,
  '/healthz',
  '/ncf/api/v2/packages/package001?platform=vpc',
  '/ncf/api/v2/packages/-/actions?platform=vpc',
  '/ncf/api/v2/activations?platform=vpc&pageNo=1&pageSize=20',
  '/ncf/api/v2/triggers/daily/activations?platform=vpc&start=1&end=2',
  '/api/v2/packages?platform=vpc',
]

/** A scanner for holes of web applications. */
export const wapiti: Judge = {
  name: 'wapiti',
  install: 'apt-get install wapiti',
  async judge(program, { origin, authorization, folder }) {
    const report = join(folder, 'wapiti.json')
    const printed = await run(
      program,
      [
        ...['-u', `${origin}/`, ...paths.flatMap((path) => ['-s', origin + path]), '--scope', 'domain'],
        ...['-m', MODULES, '-H', `authorization: ${authorization}`, '--endpoint', `${origin}/`],
        ...['-t', '5', '--max-scan-time', '30', '--max-attack-time', '15', '--no-bugreport', '--flush-session'],
        ...['--store-session', folder, '--store-config', folder, '-f', 'json', '-o', report],
      ],
      SECONDS,
    )
    const text = await readFile(report, 'utf8').catch(() => undefined)
    if (!text) return [{ ran: MODULES, said: `no report: ${printed.slice(-300)}`, passed: false }]
    const { vulnerabilities, anomalies } = JSON.parse(text) as Record<string, Record<string, { info: string }[]>>
    const all = Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([name, each]) =>
      each.map(({ info }) => ({ text: `${name}: ${info}`, reason: superseded[info] })),
    )
    const found = all.filter(({ reason }) => reason === undefined)
    const said = new Set(all.map(({ text, reason }) => (reason ? `${text} (accepted: ${reason})` : text)))
    return [
      {
        ran: `${MODULES.split(',').length} modules on ${paths.length} addresses`,
        said: [...said].slice(0, 10).join('; ') || 'nothing found',
        passed: found.length === 0,
      },
    ]
  },
}
