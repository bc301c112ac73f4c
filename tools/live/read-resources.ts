import type { Platform } from '../../lib/api/endpoints.ts'
import type { Check } from './check.ts'
import { addNames, type NamePair, noNames, type Reader } from './reader.ts'
import { isObject } from './recorded-response.ts'
import { copiedActivationId } from './resource-copier.ts'
import type { Target } from './target.ts'

/** Number of resources of each kind that are read. */
const MAX_PER_KIND = 3

const isName = (value: unknown): value is string => typeof value === 'string' && /^(?!-)[\w-]{1,50}$/.test(value)

const isActivationId = (value: unknown): value is string => typeof value === 'string' && /^\w{32}$/.test(value)

/** Returns the entries of a list in the content. Returns an empty list if the content has another structure. */
const entriesOf = (content: unknown, field?: string): Record<string, unknown>[] => {
  const list = field === undefined ? content : isObject(content) ? content[field] : undefined
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'object' && entry !== null) : []
}

/** Returns the names of a few entries of a list: first one of each type, then others. */
const selectNames = (entries: readonly Record<string, unknown>[]): string[] => {
  const named = entries.filter(({ name }) => isName(name))
  const oneOfEachType = named.filter(({ type }, index) => named.findIndex((entry) => entry.type === type) === index)
  return [...new Set([...oneOfEachType, ...named])].slice(0, MAX_PER_KIND).map(({ name }) => name as string)
}

/** Reads a page of activations, an activation that does not exist, and one of the page. */
const readActivations = async (
  { read, addCopy, copier }: Reader,
  kind: 'actions' | 'triggers',
  names: NamePair,
  of: string,
): Promise<void> => {
  const isAction = kind === 'actions'
  const group = ({ client }: Target) => client[kind] as Target['client']['actions']
  const readOne = (request: string, id: string, copiedId: string, extra: Partial<Check> = {}) =>
    read(
      { operation: isAction ? 'getActionActivationDetail' : 'getTriggerActivationDetail', request, ...extra },
      addNames(names, { activationId: id }, { activationId: copiedId }),
      (target, params) => group(target).getActivation(params),
    )

  const page = await read(
    { operation: isAction ? 'getActionActivationList' : 'getTriggerActivationList', request: 'one page' },
    names,
    (target, params) => group(target).listActivations({ ...params, pageSize: MAX_PER_KIND }),
  )
  const missingId = '0'.repeat(32)
  const assumption = isAction ? 'ACTION_ACTIVATION_NOT_FOUND' : 'TRIGGER_ACTIVATION_NOT_FOUND'
  await readOne('an activation that does not exist', missingId, missingId, { assumption })

  const activationId = entriesOf(page, 'activations')
    .map((entry) => entry.activationId)
    .find(isActivationId)
  if (!activationId) return
  const content = await readOne('an activation', activationId, copiedActivationId)
  addCopy(() => copier.activation(of, content))
}

const readAction = async (reader: Reader, names: NamePair, otherPlatform: Platform | undefined): Promise<void> => {
  const { packageName = '', actionName = '' } = names.emulator
  const content = await reader.read({ operation: 'getAction', request: 'an action' }, names, ({ client }, params) =>
    client.actions.get(params),
  )
  reader.addCopy(() => reader.copier.action(packageName, actionName, content))
  await readActivations(reader, 'actions', names, `${packageName}/${actionName}`)
  if (!otherPlatform) return
  await reader.read(
    { operation: 'getAction', request: 'an action, on the other platform' },
    names,
    ({ client }, params) => client.actions.get({ ...params, platform: otherPlatform }),
  )
}

/** Returns the number of actions that it read. */
const readActions = async (reader: Reader, names: NamePair, otherPlatform: Platform | undefined): Promise<number> => {
  const { packageName } = names.emulator
  const isInPackage = packageName !== '-'
  const list = await reader.read(
    { operation: 'getActionList', request: isInPackage ? 'of a package' : 'outside packages' },
    names,
    ({ client }, params) => client.actions.list(params),
  )
  const actionNames = selectNames(entriesOf(list, 'actions'))
  for (const [index, actionName] of actionNames.entries()) {
    const copyName = `copy-${isInPackage ? packageName : 'action'}-${index + 1}`
    const ofAction = addNames(names, { actionName }, { actionName: copyName })
    await readAction(reader, ofAction, index === 0 ? otherPlatform : undefined)
  }
  return actionNames.length
}

const readPackage = async ({ read }: Reader, names: NamePair, otherPlatform: Platform | undefined): Promise<void> => {
  await read({ operation: 'getPackage', request: 'a package' }, names, ({ client }, params) =>
    client.packages.get(params),
  )
  if (!otherPlatform) return
  await read({ operation: 'getPackage', request: 'a package, on the other platform' }, names, ({ client }, params) =>
    client.packages.get({ ...params, platform: otherPlatform }),
  )
}

const readTrigger = async (reader: Reader, names: NamePair, otherPlatform: Platform | undefined): Promise<void> => {
  const triggerName = names.emulator.triggerName as string
  const content = await reader.read({ operation: 'getTrigger', request: 'a trigger' }, names, ({ client }, params) =>
    client.triggers.get(params),
  )
  reader.addCopy(() => reader.copier.trigger(triggerName, content))
  const linkedActions = isObject(content) ? content.actions : undefined
  if (Array.isArray(linkedActions) && linkedActions.length > 0) reader.addCopy(() => reader.copier.link(triggerName))
  await readActivations(reader, 'triggers', names, `trigger:${triggerName}`)
  if (!otherPlatform) return
  await reader.read(
    { operation: 'getTrigger', request: 'a trigger, on the other platform' },
    names,
    ({ client }, params) => client.triggers.get({ ...params, platform: otherPlatform }),
  )
}

/** Reads the packages and their actions. Returns how many of each it read. */
export const readPackages = async (reader: Reader, otherPlatform: Platform | undefined) => {
  const list = await reader.read({ operation: 'getPackageList', request: 'all' }, noNames, ({ client }) =>
    client.packages.list(),
  )
  const packageNames = selectNames(entriesOf(list))
  const outsidePackages = { service: { packageName: '-' }, emulator: { packageName: '-' } }
  let actionCount = await readActions(reader, outsidePackages, otherPlatform)
  for (const [index, packageName] of packageNames.entries()) {
    const copyName = `package-${index + 1}`
    const names = { service: { packageName }, emulator: { packageName: copyName } }
    reader.addCopy(() => reader.copier.package(copyName))
    actionCount += await readActions(reader, names, otherPlatform)
    await readPackage(reader, names, otherPlatform)
  }
  return { packageCount: packageNames.length, actionCount }
}

/** Reads the triggers. Returns how many it read. */
export const readTriggers = async (reader: Reader, otherPlatform: Platform | undefined): Promise<number> => {
  const list = await reader.read({ operation: 'getTriggerList', request: 'all' }, noNames, ({ client }) =>
    client.triggers.list(),
  )
  const triggerNames = selectNames(entriesOf(list, 'triggers'))
  for (const [index, triggerName] of triggerNames.entries()) {
    const names = { service: { triggerName }, emulator: { triggerName: `trigger-${index + 1}` } }
    await readTrigger(reader, names, index === 0 ? otherPlatform : undefined)
  }
  return triggerNames.length
}

/** Reads a page of the activations of the whole account. */
export const readAllActivations = async ({ read }: Reader): Promise<void> => {
  await read({ operation: 'getActivationList', request: 'one page' }, noNames, ({ client }) =>
    client.activations.list({ pageSize: MAX_PER_KIND }),
  )
}
