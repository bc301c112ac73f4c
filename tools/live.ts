import { explanation } from './live/introduction.ts'
import { read } from './live/read.ts'
import { createHide, type Hide } from './live/redact.ts'
import { printed, reportOf } from './live/report.ts'
import { createSession, KeyRefused } from './live/session.ts'
import { readSettings, type Settings, Unusable } from './live/settings.ts'
import { vocabulary } from './live/shapes.ts'
import { createSide, Unreachable } from './live/side.ts'
import { announcement, write } from './live/write.ts'

/**
 * Compares what client and emulator take the service to be with a real account. It only reads, unless told `--write`.
 * See `live/explanation.ts`. Exit code 0: it ran; 1: no answer, or the key was refused; 2: a setting cannot be used.
 */
const stop = new AbortController()
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** What to do about an end without an answer. */
const advice = (error: Error, baseUrl: string): string =>
  error instanceof KeyRefused
    ? `The key was refused: ${error.message}\nCheck NCLOUD_ACCESS_KEY and NCLOUD_SECRET_KEY (pairs belong together, and to one site: NCLOUD_SITE), and this machine's clock.`
    : `There was no answer: ${error.message}\nCheck that ${baseUrl} can be reached from here, and NCLOUD_SITE, NCLOUD_REGION and NCLOUD_BASE_URL.`

const run = async (settings: Settings, hide: Hide): Promise<number> => {
  const { keys, place, baseUrl = place.origin, write: writing, isJson } = settings
  const { platform } = place
  const common = { keys, place, baseUrl, fetch: globalThis.fetch }
  const reader = createSide({ ...common, platform, isReadOnly: true })
  const writer = writing && createSide({ ...common, platform: writing.platform, isReadOnly: false })
  const session = createSession(reader, hide, stop.signal)
  const leftBehind: string[] = []
  let code = 0
  if (writing) console[isJson ? 'error' : 'log'](announcement(settings))
  try {
    await read(session)
    if (writer) await write(session, writer, settings, stop.signal, leftBehind)
  } catch (error) {
    if (stop.signal.aborted) {
      code = signals[stop.signal.reason as keyof typeof signals]
      session.note('interrupted')
    } else {
      code = 1
      const isExpected = error instanceof Unreachable || error instanceof KeyRefused
      console.error(hide.sentence(isExpected ? advice(error, baseUrl) : `${(error as Error).stack ?? error}`))
      if (session.steps() === 0 && leftBehind.length === 0) return code
      session.note('it ended early')
    }
  }
  const report = reportOf(session, writer ? [reader, writer] : [reader], leftBehind)
  console.log(isJson ? JSON.stringify(report, undefined, 2) : printed(report, writing !== undefined))
  return code
}

/** A run by flags and environment; gives the exit code. */
const main = async (): Promise<number> => {
  try {
    const settings = readSettings(process.argv.slice(2), process.env)
    if (!settings) {
      console.log(explanation)
      return 0
    }
    for (const [signal, code] of Object.entries(signals)) {
      process.on(signal, () => {
        // The second time somebody is in a hurry.
        if (stop.signal.aborted) {
          if (settings.write) console.error('Ended at once. Look for names that begin with "ncf-live-" in the console.')
          process.exit(code)
        }
        console.error(settings.write ? 'Interrupted: deleting what was made.' : 'Interrupted.')
        stop.abort(signal)
      })
    }
    const { accessKey, secretKey } = settings.keys
    return await run(settings, createHide([accessKey, secretKey], vocabulary))
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    console.error(error.message)
    return 2
  }
}

process.exitCode = await main()
