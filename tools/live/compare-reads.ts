import { randomBytes } from 'node:crypto'
import type { Check } from './check.ts'
import { compareResponses } from './compare-responses.ts'
import type { Comparison } from './comparison.ts'
import { describeResponse } from './describe-response.ts'
import { edgeCaseReads } from './edge-case-reads.ts'
import { createLocalEmulator } from './local-emulator.ts'
import { contentOf, isObject, type RecordedResponse } from './recorded-response.ts'
import { copiedActivationId, createResourceCopier } from './resource-copier.ts'
import type { Target } from './target.ts'

/** Number of resources of each kind that are read. */
const MAX_PER_KIND = 3

type Names = Readonly<Record<string, string>>

/** The names of a resource of the account, and the names of its copy in the emulator. */
interface NamePair {
  readonly service: Names
  readonly emulator: Names
}

const noNames: NamePair = { service: {}, emulator: {} }

const isName = (value: unknown): value is string => typeof value === 'string' && /^(?!-)[\w-]{1,50}$/.test(value)

const isActivationId = (value: unknown): value is string => typeof value === 'string' && /^\w{32}$/.test(value)

/** Returns the entries of a list in the content. Returns an empty list if the content has another structure. */
const entriesOf = (content: unknown, field?: string): Record<string, unknown>[] => {
  const list = field === undefined ? content : isObject(content) ? content[field] : undefined
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'object' && entry !== null) : []
}

/** Returns a few entries of a list: first one of each type, then others. */
const selectEntries = (entries: readonly Record<string, unknown>[]): Record<string, unknown>[] => {
  const named = entries.filter(({ name }) => isName(name))
  const oneOfEachType = named.filter(({ type }, index) => named.findIndex((entry) => entry.type === type) === index)
  return [...new Set([...oneOfEachType, ...named])].slice(0, MAX_PER_KIND)
}

/**
 * Calls every operation of the service that reads. Then creates resources of the same types in an emulator, makes the
 * same calls there, and compares the responses.
 */
export const compareReads = async (comparison: Comparison): Promise<void> => {
  const { service, shapes, redactor } = comparison
  const emulator = createLocalEmulator(service.endpoint, service.platform)
  const copier = createResourceCopier(emulator)
  const otherPlatform = service.endpoint.platforms.find((platform) => platform !== service.platform)
  const results: { readonly check: Check; readonly response: RecordedResponse }[] = []
  const copies: (() => Promise<unknown>)[] = []

  /** Calls the service now. The emulator is called later, with the names of the copies. */
  const read = async (
    check: Omit<Check, 'call'>,
    names: NamePair,
    // biome-ignore lint/suspicious/noExplicitAny: the names were validated when they were selected
    call: (target: Target, names: any) => Promise<unknown>,
  ): Promise<unknown> => {
    const response = await comparison.send(service, (target) => call(target, names.service))
    results.push({ check: { ...check, call: (target) => call(target, names.emulator) }, response })
    return contentOf(response)
  }

  /** Reads a page of activations, one activation, and one that does not exist. */
  const readActivations = async (kind: 'actions' | 'triggers', names: NamePair, of: string): Promise<void> => {
    const isAction = kind === 'actions'
    const listOperation = isAction ? 'getActionActivationList' : 'getTriggerActivationList'
    const detailOperation = isAction ? 'getActionActivationDetail' : 'getTriggerActivationDetail'
    const group = ({ client }: Target) => client[kind] as Target['client']['actions']
    const readOne = (request: string, serviceId: string, emulatorId: string, extra: Partial<Check> = {}) =>
      read(
        { operation: detailOperation, request, ...extra },
        {
          service: { ...names.service, activationId: serviceId },
          emulator: { ...names.emulator, activationId: emulatorId },
        },
        (target, params) => group(target).getActivation(params),
      )

    const page = await read({ operation: listOperation, request: 'one page' }, names, (target, params) =>
      group(target).listActivations({ ...params, pageSize: MAX_PER_KIND }),
    )
    const missingId = '0'.repeat(32)
    const assumption = isAction ? 'ACTION_ACTIVATION_NOT_FOUND' : 'TRIGGER_ACTIVATION_NOT_FOUND'
    await readOne('an activation that does not exist', missingId, missingId, { assumption })

    const activationId = entriesOf(page, 'activations')
      .map((entry) => entry.activationId)
      .find(isActivationId)
    if (!activationId) return
    const content = await readOne('an activation', activationId, copiedActivationId)
    copies.push(() => copier.activation(of, content))
  }

  const readAction = async (names: NamePair, isFirst: boolean): Promise<void> => {
    const { packageName = '', actionName = '' } = names.emulator
    const content = await read({ operation: 'getAction', request: 'an action' }, names, ({ client }, params) =>
      client.actions.get(params),
    )
    copies.push(() => copier.action(packageName, actionName, content))
    await readActivations('actions', names, `${packageName}/${actionName}`)
    if (!otherPlatform || !isFirst) return
    await read({ operation: 'getAction', request: 'an action, on the other platform' }, names, ({ client }, params) =>
      client.actions.get({ ...params, platform: otherPlatform }),
    )
  }

  /** Returns the number of actions that were read. */
  const readActions = async (names: NamePair): Promise<number> => {
    const packageName = names.emulator.packageName as string
    const isDefault = packageName === '-'
    const list = await read(
      { operation: 'getActionList', request: isDefault ? 'outside packages' : 'of a package' },
      names,
      ({ client }, params) => client.actions.list(params),
    )
    const actions = selectEntries(entriesOf(list, 'actions'))
    for (const [index, { name }] of actions.entries()) {
      const copyName = `copy-${isDefault ? 'action' : packageName}-${index + 1}`
      const actionNames = {
        service: { ...names.service, actionName: name as string },
        emulator: { ...names.emulator, actionName: copyName },
      }
      await readAction(actionNames, index === 0)
    }
    return actions.length
  }

  const readPackage = async (names: NamePair): Promise<void> => {
    await read({ operation: 'getPackage', request: 'a package' }, names, ({ client }, params) =>
      client.packages.get(params),
    )
    if (!otherPlatform) return
    await read({ operation: 'getPackage', request: 'a package, on the other platform' }, names, ({ client }, params) =>
      client.packages.get({ ...params, platform: otherPlatform }),
    )
  }

  const readTrigger = async (names: NamePair, isFirst: boolean): Promise<void> => {
    const triggerName = names.emulator.triggerName as string
    const content = await read({ operation: 'getTrigger', request: 'a trigger' }, names, ({ client }, params) =>
      client.triggers.get(params),
    )
    copies.push(() => copier.trigger(triggerName, content))
    const linkedActions = isObject(content) ? content.actions : undefined
    if (Array.isArray(linkedActions) && linkedActions.length > 0) copies.push(() => copier.link(triggerName))
    await readActivations('triggers', names, `trigger:${triggerName}`)
    if (!otherPlatform || !isFirst) return
    await read({ operation: 'getTrigger', request: 'a trigger, on the other platform' }, names, ({ client }, params) =>
      client.triggers.get({ ...params, platform: otherPlatform }),
    )
  }

  const packageList = await read({ operation: 'getPackageList', request: 'all' }, noNames, ({ client }) =>
    client.packages.list(),
  )
  const packages = selectEntries(entriesOf(packageList))
  let actionCount = await readActions({ service: { packageName: '-' }, emulator: { packageName: '-' } })
  for (const [index, { name }] of packages.entries()) {
    const copyName = `package-${index + 1}`
    const names = { service: { packageName: name as string }, emulator: { packageName: copyName } }
    copies.push(() => copier.package(copyName))
    actionCount += await readActions(names)
    await readPackage(names)
  }

  const triggerList = await read({ operation: 'getTriggerList', request: 'all' }, noNames, ({ client }) =>
    client.triggers.list(),
  )
  const triggers = selectEntries(entriesOf(triggerList, 'triggers'))
  for (const [index, { name }] of triggers.entries()) {
    const names = { service: { triggerName: name as string }, emulator: { triggerName: `trigger-${index + 1}` } }
    await readTrigger(names, index === 0)
  }
  await read({ operation: 'getActivationList', request: 'one page' }, noNames, ({ client }) =>
    client.activations.list({ pageSize: MAX_PER_KIND }),
  )
  comparison.addNote(`read ${packages.length} packages, ${actionCount} actions and ${triggers.length} triggers`)

  const missingName = `ncf-live-${randomBytes(4).toString('hex')}`
  for (const check of edgeCaseReads(service.endpoint, missingName)) {
    results.push({ check, response: await comparison.send(service, check.call) })
  }

  for (const copy of copies) await copy()
  // The redactor must know all data of the account before anything is compared and kept for the report.
  for (const { check, response } of results) describeResponse(response, shapes[check.operation], redactor)
  for (const { check, response } of results) {
    const shape = shapes[check.operation]
    const responses = { service: response, emulator: await emulator.record(check.call) }
    comparison.addResult(check, compareResponses(check, responses, shape, redactor), response)
  }
}
