import { sourceBody } from './bodies.ts'
import type { Twin } from './twin.ts'

/** Puts into the twin what is like something that the service has: of the same kind, with nothing of it. */
export interface Mirror {
  readonly package: (packageName: string) => Promise<void>
  readonly action: (packageName: string, actionName: string, like: unknown) => Promise<void>
  readonly trigger: (triggerName: string, like: unknown) => Promise<void>
  readonly link: (triggerName: string) => Promise<void>
  readonly activation: (of: string, like: unknown) => Promise<void>
}

type Loose = Readonly<Record<string, unknown>>

/** A part of whatever came, if it is there. */
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((part, name) => (part as Loose | null | undefined)?.[name], value)

const subnet = { vpcNo: 1, subnetNo: 1 }

/** What the emulator does when the twin cannot be made like that: something it can make. */
const orElse = async (put: () => Promise<{ status: number }>, otherwise: () => Promise<unknown>): Promise<void> => {
  const { status } = await put()
  if (status >= 300) await otherwise()
}

/** The id of the twin's one activation of everything. */
export const twinActivationId = '0123456789abcdef0123456789abcdef'

/** Triggers of each type, as small as they can be. */
const triggerFields: Readonly<Record<string, Loose>> = {
  cron: { cronOption: '0 0 29 2 *' },
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

/** What makes a twin like the service. */
export const createMirror = (twin: Twin): Mirror => {
  const isOld = twin.place.apiVersion === 'v2.0'
  const { platform } = twin
  const put = (path: string, body: unknown, search = '') => twin.observe(() => twin.ask('PUT', path, { body, search }))

  const action: Mirror['action'] = async (packageName, actionName, like) => {
    const of = `/packages/${packageName}/actions`
    const kind = at(like, 'exec', 'kind')
    const type = String(at(like, 'type') ?? (kind === 'sequence' ? 'sequence' : at(like, 'web') ? 'web' : 'basic'))
    const query = isOld ? '' : `type=${type}`
    const web = isOld && { web: at(like, 'web') === true || type.includes('web') }
    const basic = { ...sourceBody(twin, at(like, 'vpc') || !isOld ? subnet : undefined), ...web }
    const plain = () => put(`${of}/${actionName}`, basic, isOld ? '' : `type=${type.includes('web') ? 'web' : 'basic'}`)
    if (type.startsWith('sequence')) {
      await put(`${of}/${actionName}-part`, sourceBody(twin, subnet))
      const exec = { kind: 'sequence', components: [`${packageName}/${actionName}-part`] }
      await orElse(() => put(`${of}/${actionName}`, { exec, ...web }, query), plain)
      return
    }
    const binary = at(like, 'exec', 'binary') === true
    const exec =
      kind === 'custom image'
        ? { kind, imageUri: 'registry/image:latest' }
        : { kind, binary, code: binary ? 'AAAA' : 'code', main: 'main' }
    await orElse(() => put(`${of}/${actionName}`, { ...basic, exec }, query), plain)
  }

  const cron: Loose = { cronOption: '0 0 29 2 *' }
  const trigger: Mirror['trigger'] = async (triggerName, like) => {
    const type = String(at(like, 'type') ?? 'cron')
    const fields = triggerFields[type] ?? cron
    const { link, credential, ...rest } = fields
    const body = isOld ? { trigger: { ...rest, credentials: credential }, link } : fields
    const plain = () => put(`/triggers/${triggerName}`, isOld ? { trigger: cron } : cron, 'type=cron')
    await orElse(() => put(`/triggers/${triggerName}`, body, `type=${encodeURIComponent(type)}`), plain)
  }

  return {
    package: async (packageName) => {
      await put(`/packages/${packageName}`, {})
    },
    action,
    trigger,
    async link(triggerName) {
      await action('-', 'twin-linked', undefined)
      const body = { action: 'twin-linked', package: '-' }
      await twin.observe(() => twin.ask('POST', `/triggers/${triggerName}/link-action`, { body }))
    },
    async activation(of, like) {
      const success = at(like, 'response', 'success') !== false
      const isTrigger = of.startsWith('trigger:')
      const start = Date.now() - 60_000
      twin.store.addActivation({
        activationId: twinActivationId,
        platform,
        owner: of,
        name: 'twin',
        start,
        end: isTrigger ? 0 : start + 1,
        duration: 1,
        status: success ? 'success' : 'application error',
        success,
        result: {},
        logs: ['a line'],
      })
    },
  }
}
