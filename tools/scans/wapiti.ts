import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from './program.ts'
import { listPath, type Scan } from './scan.ts'

const SECONDS = 180

/** The modules that send requests to the target only. */
const MODULES =
  'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss'

/** Missing headers that are accepted, because other headers replace them or browsers ignore them. */
const acceptedFindings: Readonly<Record<string, string>> = {
  'X-Frame-Options is not set': 'frame-ancestors in the Content-Security-Policy replaces it',
  'X-XSS-Protection is not set': 'browsers no longer support it',
}

const paths = [
  listPath,
  '/healthz',
  '/ncf/api/v2/packages/package001?platform=vpc',
  '/ncf/api/v2/packages/-/actions?platform=vpc',
  '/ncf/api/v2/activations?platform=vpc&pageNo=1&pageSize=20',
  '/ncf/api/v2/triggers/daily/activations?platform=vpc&start=1&end=2',
  '/api/v2/packages?platform=vpc',
]

/** A scanner that looks for vulnerabilities of web applications. */
export const wapiti: Scan = {
  name: 'wapiti',
  install: 'apt-get install wapiti',
  async run(program, { origin, authorization, folder }) {
    const reportFile = join(folder, 'wapiti.json')
    const output = await runProgram(
      program,
      [
        ...['-u', `${origin}/`, ...paths.flatMap((path) => ['-s', origin + path]), '--scope', 'domain'],
        ...['-m', MODULES, '-H', `authorization: ${authorization}`, '--endpoint', `${origin}/`],
        ...['-t', '5', '--max-scan-time', '30', '--max-attack-time', '15', '--no-bugreport', '--flush-session'],
        ...['--store-session', folder, '--store-config', folder, '-f', 'json', '-o', reportFile],
      ],
      SECONDS,
    )
    const report = await readFile(reportFile, 'utf8').catch(() => undefined)
    if (!report) return [{ test: MODULES, result: `no report: ${output.slice(-300)}`, passed: false }]
    const { vulnerabilities, anomalies } = JSON.parse(report) as Record<string, Record<string, { info: string }[]>>
    const findings = Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([name, entries]) =>
      entries.map(({ info }) => ({ text: `${name}: ${info}`, accepted: acceptedFindings[info] })),
    )
    const lines = new Set(findings.map(({ text, accepted }) => (accepted ? `${text} (accepted: ${accepted})` : text)))
    return [
      {
        test: `${MODULES.split(',').length} modules on ${paths.length} URLs`,
        result: [...lines].slice(0, 10).join('; ') || 'no findings',
        passed: findings.every(({ accepted }) => accepted !== undefined),
      },
    ]
  },
}
