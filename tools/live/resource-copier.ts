import type { LocalEmulator } from './local-emulator.ts'
import { isSuccess, type RecordedResponse } from './recorded-response.ts'
import { sampleActionBody } from './sample-action.ts'

/**
 * Creates resources in the emulator that have the same types as resources of the account, so that both return responses
 * of the same shape. No data of the account is copied: `like` is a response of the service.
 */
export interface ResourceCopier {
  readonly package: (packageName: string) => Promise<void>
  readonly action: (packageName: string, actionName: string, like: unknown) => Promise<void>
  readonly trigger: (triggerName: string, like: unknown) => Promise<void>
  readonly link: (triggerName: string) => Promise<void>
  /** @param owner The emulator's name for the action or trigger of the activation. */
  readonly activation: (owner: string, like: unknown) => Promise<void>
}

type Fields = Readonly<Record<string, unknown>>

/** Returns the value at a path of a response, or `undefined`. */
const valueAt = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((part, name) => (part as Fields | null | undefined)?.[name], value)

const subnet = { vpcNo: 1, subnetNo: 1 }

/** The id of the only activation that the copier creates. */
export const copiedActivationId = '0123456789abcdef0123456789abcdef'

const cronFields: Fields = { cronOption: '0 0 29 2 *' }

/** The required fields of each type of trigger. */
const triggerFields: Readonly<Record<string, Fields>> = {
  cron: cronFields,
  insight: { insightLink: [{ prodKey: 'p', ruleGrpId: 'r' }] },
  object_storage: { objectStorageLink: [{ bucketName: 'b', eventRuleName: 'r' }] },
  source_commit: { sourceCommitLink: [{ repositoryName: 'r', webhookName: 'w' }] },
  secret_manager: { secretManagerLink: [{ secretName: 's' }] },
  github: {
    credential: { username: 'u', accessToken: 't', repository: 'r' },
    events: ['push'],
    link: { productName: 'p', productId: 'p', apiName: 'a', stageName: 's' },
  },
}

/** Creates a copier for an emulator. */
export const createResourceCopier = (emulator: LocalEmulator): ResourceCopier => {
  const { platform } = emulator
  const isV20 = emulator.endpoint.apiVersion === 'v2.0'
  const put = (path: string, body: unknown, search = ''): Promise<RecordedResponse> =>
    emulator.record(() => emulator.send('PUT', path, { body, search }))

  /** The emulator rejects types that it does not support. A resource of a common type then takes their place. */
  const putOr = async (first: () => Promise<RecordedResponse>, fallback: () => Promise<unknown>): Promise<void> => {
    if (!isSuccess(await first())) await fallback()
  }

  const typeOfAction = (like: unknown): string => {
    if (valueAt(like, 'type')) return String(valueAt(like, 'type'))
    if (valueAt(like, 'exec', 'kind') === 'sequence') return 'sequence'
    return valueAt(like, 'web') ? 'web' : 'basic'
  }

  const putAction: ResourceCopier['action'] = async (packageName, actionName, like) => {
    const actions = `/packages/${packageName}/actions`
    const type = typeOfAction(like)
    const isWeb = type.includes('web')
    const webField = isV20 && { web: valueAt(like, 'web') === true || isWeb }
    const query = (type: string): string => (isV20 ? '' : `type=${type}`)
    const body = {
      ...sampleActionBody(emulator, valueAt(like, 'vpc') || !isV20 ? subnet : undefined),
      ...webField,
    }
    const putPlainAction = () => put(`${actions}/${actionName}`, body, query(isWeb ? 'web' : 'basic'))

    if (type.startsWith('sequence')) {
      await put(`${actions}/${actionName}-part`, sampleActionBody(emulator, subnet))
      const exec = { kind: 'sequence', components: [`${packageName}/${actionName}-part`] }
      await putOr(() => put(`${actions}/${actionName}`, { exec, ...webField }, query(type)), putPlainAction)
      return
    }
    const kind = valueAt(like, 'exec', 'kind')
    const binary = valueAt(like, 'exec', 'binary') === true
    const exec =
      kind === 'custom image'
        ? { kind, imageUri: 'registry/image:latest' }
        : { kind, binary, code: binary ? 'AAAA' : 'code', main: 'main' }
    await putOr(() => put(`${actions}/${actionName}`, { ...body, exec }, query(type)), putPlainAction)
  }

  const putTrigger: ResourceCopier['trigger'] = async (triggerName, like) => {
    const path = `/triggers/${triggerName}`
    const type = String(valueAt(like, 'type') ?? 'cron')
    const fields = triggerFields[type] ?? cronFields
    const { link, credential, ...others } = fields
    const body = isV20 ? { trigger: { ...others, credentials: credential }, link } : fields
    const putCronTrigger = () => put(path, isV20 ? { trigger: cronFields } : cronFields, 'type=cron')
    await putOr(() => put(path, body, `type=${encodeURIComponent(type)}`), putCronTrigger)
  }

  return {
    async package(packageName) {
      await put(`/packages/${packageName}`, {})
    },
    action: putAction,
    trigger: putTrigger,
    async link(triggerName) {
      await putAction('-', 'copy-linked', undefined)
      const body = { action: 'copy-linked', package: '-' }
      await emulator.record(() => emulator.send('POST', `/triggers/${triggerName}/link-action`, { body }))
    },
    async activation(owner, like) {
      const success = valueAt(like, 'response', 'success') !== false
      const isOfTrigger = owner.startsWith('trigger:')
      const start = Date.now() - 60_000
      emulator.store.addActivation({
        activationId: copiedActivationId,
        platform,
        owner,
        name: 'copy',
        start,
        end: isOfTrigger ? 0 : start + 1,
        duration: 1,
        status: success ? 'success' : 'application error',
        success,
        result: {},
        logs: ['a line'],
      })
    },
  }
}
