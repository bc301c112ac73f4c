import type { Assumption } from './assumptions.ts'
import type { Target } from './target.ts'
import type { WriteContext } from './write-context.ts'

/** Fires on the next 29 February; the trigger is deleted long before. */
const cronOption = '0 0 29 2 *'

const describeActionPath = (path: string, namespace: string, packageName: string): string => {
  if (path === namespace) return 'namespace'
  if (path === `${namespace}/${packageName}`) return 'namespace/package'
  return path.includes(packageName) ? 'another form, with the package' : 'another form'
}

const describeLogLine = (line: string | undefined): string => {
  if (line === undefined) return 'no line'
  return /^\{.*\}$/.test(line) ? 'JSON' : 'another form'
}

/** Checks requests that put, link and fire triggers. */
export const checkTriggers = async (context: WriteContext): Promise<void> => {
  const { name } = context
  const linked = { packageName: name('package'), actionName: name('echo') }
  await checkPuts(context)
  await checkFire(context, 'a trigger without actions')
  await checkLinks(context, linked)
  await context.check({
    operation: 'postTrigger',
    request: 'a body that is a list',
    call: (target) => target.send('POST', `/triggers/${name('trigger')}`, { body: [] }),
  })
  const activationIds = await checkFire(context, 'a trigger with an action')
  await checkActivations(context, activationIds)
}

const checkPuts = async (context: WriteContext): Promise<void> => {
  const { check, name, service } = context
  const isV20 = service.endpoint.apiVersion === 'v2.0'
  const triggerName = name('trigger')
  await check(
    {
      operation: 'putTrigger',
      request: 'a new trigger',
      assumption: 'SUCCESS',
      call: ({ client }) =>
        client.triggers.put({ triggerName, type: 'cron', cronOption, description: 'created by npm run live' }),
    },
    { creates: context.trigger(triggerName), isRequired: true },
  )
  await check({
    operation: 'getTrigger',
    request: 'a new trigger',
    call: ({ client }) => client.triggers.get({ triggerName }),
  })
  await check({
    operation: 'getTriggerList',
    request: 'with a new trigger',
    call: ({ client }) => client.triggers.list(),
  })

  const invalid = name('invalid')
  const buckets = { objectStorageLink: [{ bucketName: 'ncf-live', eventRuleName: 'ncf-live' }] }
  const rows: readonly [request: string, triggerName: string, search: string, fields: object, Assumption][] = [
    ['no cronOption', invalid, 'type=cron', {}, 'MISSING_FIELD'],
    ['cronOption: 99 * * * *', invalid, 'type=cron', { cronOption: '99 * * * *' }, 'WRONG_FIELD'],
    ['no type', invalid, '', { cronOption }, 'WRONG_QUERY'],
    ['type=ncf', invalid, 'type=ncf', { cronOption }, 'WRONG_QUERY'],
    ['the name of a package', name('package'), 'type=cron', { cronOption }, 'NAME_TAKEN'],
    ['a name with a dot', name('a.b'), 'type=cron', { cronOption }, 'WRONG_NAME'],
    ['another type', triggerName, 'type=object_storage', buckets, 'TYPE_CHANGED'],
  ]
  for (const [request, triggerName, search, fields, assumption] of rows) {
    await check(
      {
        operation: 'putTrigger',
        request,
        assumption,
        call: (target) =>
          target.send('PUT', `/triggers/${triggerName}`, { search, body: isV20 ? { trigger: fields } : fields }),
      },
      { creates: context.trigger(triggerName) },
    )
  }
}

/** Fires the trigger and returns the id of the activation by target. */
const checkFire = async ({ check, name }: WriteContext, request: string): Promise<Map<Target, string>> => {
  const triggerName = name('trigger')
  const activationIds = new Map<Target, string>()
  await check({
    operation: 'postTrigger',
    request,
    async call(target) {
      const { activationId } = await target.client.triggers.fire({ triggerName, parameters: { by: 'firing' } })
      activationIds.set(target, activationId)
    },
  })
  return activationIds
}

const checkLinks = async (
  { check, name, service }: WriteContext,
  linked: { readonly packageName: string; readonly actionName: string },
): Promise<void> => {
  const triggerName = name('trigger')
  const { packageName, actionName } = linked
  const isV20 = service.endpoint.apiVersion === 'v2.0'
  const linkRaw = (request: string, body: object, assumption?: Assumption) =>
    check({
      operation: 'postTriggerLinkAction',
      request,
      ...(assumption && { assumption }),
      call: (target) => target.send('POST', `/triggers/${triggerName}/link-action`, { body }),
    })

  await check({
    operation: 'deleteTriggerLinkAction',
    request: 'an action that is not linked',
    assumption: 'NOT_LINKED',
    call: ({ client }) => client.triggers.unlink({ triggerName, ...linked }),
  })
  await check({
    operation: 'postTriggerLinkAction',
    request: 'an action in a package',
    assumption: 'SUCCESS',
    call: ({ client }) => client.triggers.link({ triggerName, ...linked }),
    describeValues: {
      actionPath: ({ action, namespace }) => describeActionPath(action.path, namespace, packageName),
    },
  })
  await linkRaw('an action that is already linked', { action: actionName, package: packageName }, 'ALREADY_LINKED')
  await linkRaw('action: package/action', { action: `${packageName}/${actionName}`, package: '-' }, 'ALREADY_LINKED')
  await linkRaw('an action that does not exist', { action: name('missing'), package: packageName })
  await linkRaw('no action', { package: packageName })
  await linkRaw('action: 1', { action: 1, package: packageName })
  await linkRaw('no package', { action: name('free') }, isV20 ? 'PACKAGE_REQUIRED_IN_V20' : undefined)
  await check({
    operation: 'getTrigger',
    request: 'with a linked action',
    call: ({ client }) => client.triggers.get({ triggerName }),
    describeValues: {
      linkedName: ({ actions }) => {
        const forms = { [actionName]: 'name', [`${packageName}/${actionName}`]: 'package/name' }
        return actions.map((each: string) => forms[each]).find(Boolean) ?? 'another form'
      },
    },
  })
}

const checkActivations = async (context: WriteContext, activationIds: ReadonlyMap<Target, string>): Promise<void> => {
  const { check, name, service } = context
  const triggerName = name('trigger')
  const getOwn = (target: Target) => {
    const activationId = activationIds.get(target) ?? '0'.repeat(32)
    return target.client.triggers.getActivation({ triggerName, activationId })
  }
  await check({
    operation: 'getTriggerActivationList',
    request: 'of a new trigger',
    call: ({ client }) => client.triggers.listActivations({ triggerName }),
  })
  if (activationIds.has(service)) {
    await context.waitUntilFound(getOwn)
    await check({
      operation: 'getTriggerActivationDetail',
      request: 'of a new trigger',
      call: getOwn,
      describeValues: { firingLog: ({ logs }) => describeLogLine(logs[0]) },
    })
  }
  await check({
    operation: 'getTriggerActivationDetail',
    request: 'an activation that does not exist',
    assumption: 'TRIGGER_ACTIVATION_NOT_FOUND',
    call: ({ client }) => client.triggers.getActivation({ triggerName, activationId: 'f'.repeat(32) }),
  })
}
