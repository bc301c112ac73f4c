import { compareReads } from './live/compare-reads.ts'
import { compareWrites, writeNotice } from './live/compare-writes.ts'
import { serviceWords } from './live/compared-shapes.ts'
import { createComparison, KeyRejected } from './live/comparison.ts'
import { helpText } from './live/help-text.ts'
import { createRedactor, type Redactor } from './live/redactor.ts'
import { createReport, formatReport } from './live/report.ts'
import { InvalidSetting, readSettings, type Settings } from './live/settings.ts'
import { createTarget, Unreachable } from './live/target.ts'

/**
 * Compares a real account with the client's types and with the emulator. Sends GET requests only, unless `--write` is
 * given. Exit codes: 0 for a complete comparison, 1 if the service did not respond or rejected the key, 2 for an invalid
 * setting, 130, 143 or 129 after a signal.
 */
const stop = new AbortController()
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** Says why the comparison ended early, and what to check. */
const describeFailure = (error: unknown, baseUrl: string): string => {
  if (error instanceof KeyRejected) {
    return `The gateway rejected the access key: ${error.message}\nCheck NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY. Both must be of the same key, and the key must be of the site in NCLOUD_SITE. Check the clock of this computer, too.`
  }
  if (error instanceof Unreachable) {
    return `The service did not respond: ${error.message}\nCheck that this computer can connect to ${baseUrl}. Check NCLOUD_SITE, NCLOUD_REGION and NCLOUD_BASE_URL, too.`
  }
  return `${(error as Error).stack ?? error}`
}

/** Compares, prints the report and returns the exit code. */
const run = async (settings: Settings, redactor: Redactor): Promise<number> => {
  const { credentials, endpoint, baseUrl = endpoint.origin, write, isJson } = settings
  const common = { credentials, endpoint, baseUrl, fetch: globalThis.fetch }
  const reader = createTarget({ ...common, platform: endpoint.platform, isReadOnly: true })
  const writer = write && createTarget({ ...common, platform: write.platform, isReadOnly: false })
  const comparison = createComparison(reader, redactor, stop.signal)
  const notDeleted: string[] = []
  let exitCode = 0
  if (write) console[isJson ? 'error' : 'log'](writeNotice(settings))
  try {
    await compareReads(comparison)
    if (writer) await compareWrites(comparison, writer, settings, stop.signal, notDeleted)
  } catch (error) {
    if (stop.signal.aborted) {
      exitCode = exitCodes[stop.signal.reason as keyof typeof exitCodes]
      comparison.addNote('interrupted')
    } else {
      exitCode = 1
      console.error(redactor.redactSentence(describeFailure(error, baseUrl)))
      if (comparison.checkCount() === 0 && notDeleted.length === 0) return exitCode
      comparison.addNote('the comparison ended early')
    }
  }
  const report = createReport(comparison, writer ? [reader, writer] : [reader], notDeleted)
  console.log(isJson ? JSON.stringify(report, undefined, 2) : formatReport(report, write !== undefined))
  return exitCode
}

/** Stops at the first signal, so that everything created is deleted; exits at the second. */
const stopOnSignals = (isWriting: boolean): void => {
  for (const [signal, exitCode] of Object.entries(exitCodes)) {
    process.on(signal, () => {
      if (stop.signal.aborted) {
        if (isWriting) {
          console.error(
            'Stopped before everything was deleted: delete names that begin with "ncf-live-" in the console.',
          )
        }
        process.exit(exitCode)
      }
      console.error(isWriting ? 'Interrupted: deleting everything that this command created.' : 'Interrupted.')
      stop.abort(signal)
    })
  }
}

/** Reads flags and environment, compares, and returns the exit code. */
const main = async (): Promise<number> => {
  try {
    const settings = readSettings(process.argv.slice(2), process.env)
    if (!settings) {
      console.log(helpText)
      return 0
    }
    stopOnSignals(settings.write !== undefined)
    const { accessKey, secretKey } = settings.credentials
    return await run(settings, createRedactor([accessKey, secretKey], serviceWords))
  } catch (error) {
    if (!(error instanceof InvalidSetting)) throw error
    console.error(error.message)
    return 2
  }
}

process.exitCode = await main()
