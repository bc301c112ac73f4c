import type { ActionDocument, PackageDocument, TriggerDocument } from '../../worker/emulator/resources/documents.ts'
import type { Store } from '../../worker/emulator/store/store.ts'

/** The service's limit for packages, actions and triggers of an account. */
const MAX_PER_KIND = 500
const ACTIVATION_COUNT = 100_000

/** The package that has all actions, and the action that has half of the activations: both have the longest lists. */
export const largest = { packageName: 'package-0', actionName: 'action-0' } as const

const DAY_MS = 86_400_000
/** The emulator deletes activations after 30 days. */
const AGE_MS = 28 * DAY_MS

/** 20 kB. Lists must not read the code of actions. */
const code = `const main = (parameters) => parameters\n${`${'// '.padEnd(79, '.')}\n`.repeat(250)}`

/** Fills an empty store with as much as an account can have, and with activations. */
export const fillStore = (store: Store, now: number): void => {
  for (let number = 0; number < MAX_PER_KIND; number += 1) {
    const common = {
      description: `Number ${number}`,
      parameters: {},
      resourceId: 'bench',
      created: now - AGE_MS + number,
    }
    const names = [`package-${number}`, `action-${number}`, `trigger-${number}`] as const
    const [packageName, actionName, triggerName] = names
    store.put('package', 'vpc', packageName, { name: packageName, ...common } satisfies PackageDocument)
    store.put('action', 'vpc', `${largest.packageName}/${actionName}`, {
      name: actionName,
      packageName: largest.packageName,
      ...common,
      type: 'basic',
      exec: { kind: 'nodejs:22', binary: false, main: 'main' },
      limits: { timeout: 60_000, memory: 256 },
      vpc: [{ vpcNo: 1, subnetNo: 1 }],
    } satisfies ActionDocument)
    store.put('code', 'vpc', `${largest.packageName}/${actionName}`, code)
    store.put('trigger', 'vpc', triggerName, {
      name: triggerName,
      ...common,
      type: 'cron',
      fields: { cronOption: '0 0 1 1 *' },
      firedUntil: now,
    } satisfies TriggerDocument)
  }
  for (let number = 0; number < ACTIVATION_COUNT; number += 1) {
    const name = number % 2 ? `action-${number % MAX_PER_KIND}` : largest.actionName
    const start = now - AGE_MS + Math.floor((number / ACTIVATION_COUNT) * AGE_MS)
    store.addActivation({
      activationId: number.toString(16).padStart(32, '0'),
      platform: 'vpc',
      owner: `${largest.packageName}/${name}`,
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
