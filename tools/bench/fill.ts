import type { ActionDocument, PackageDocument, TriggerDocument } from '../../worker/emulator/resources/documents.ts'
import type { Store } from '../../worker/emulator/store/store.ts'

/** As many as an account may have. */
const PER_KIND = 500
const ACTIVATIONS = 100_000

/** All actions are in one package, and half of the activations are of one action: the longest lists there can be. */
export const place = { packageName: 'package-0', actionName: 'action-0' } as const

const DAY = 86_400_000
/** Short of the month after which they are forgotten. */
const AGE = 28 * DAY

/** 20 kB, of which no list should read any. */
const code = `const main = (parameters) => parameters\n${`${'// '.padEnd(79, '.')}\n`.repeat(250)}`

/** Fills an empty store. */
export const fill = (store: Store, now: number): void => {
  for (let number = 0; number < PER_KIND; number += 1) {
    const common = { description: `Number ${number}`, parameters: {}, resourceId: 'bench', created: now - AGE + number }
    const names = [`package-${number}`, `action-${number}`, `trigger-${number}`] as const
    const [packageName, actionName, triggerName] = names
    store.put('package', 'vpc', packageName, { name: packageName, ...common } satisfies PackageDocument)
    store.put('action', 'vpc', `${place.packageName}/${actionName}`, {
      name: actionName,
      packageName: place.packageName,
      ...common,
      type: 'basic',
      exec: { kind: 'nodejs:22', binary: false, main: 'main' },
      limits: { timeout: 60_000, memory: 256 },
      vpc: [{ vpcNo: 1, subnetNo: 1 }],
    } satisfies ActionDocument)
    store.put('code', 'vpc', `${place.packageName}/${actionName}`, code)
    store.put('trigger', 'vpc', triggerName, {
      name: triggerName,
      ...common,
      type: 'cron',
      fields: { cronOption: '0 0 1 1 *' },
      firedUntil: now,
    } satisfies TriggerDocument)
  }
  for (let number = 0; number < ACTIVATIONS; number += 1) {
    const name = number % 2 ? `action-${number % PER_KIND}` : place.actionName
    const start = now - AGE + Math.floor((number / ACTIVATIONS) * AGE)
    store.addActivation({
      activationId: number.toString(16).padStart(32, '0'),
      platform: 'vpc',
      owner: `${place.packageName}/${name}`,
      name,
      start,
      end: start + 12,
      duration: 12,
      status: 'success',
      success: true,
      result: { greeting: `Hello, ${number}` },
      logs: [`${new Date(start).toISOString()} stdout: greets ${number}`],
    })
  }
}
