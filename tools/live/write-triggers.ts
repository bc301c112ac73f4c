import type { Question } from './shapes.ts'
import type { Side } from './side.ts'
import type { Writing } from './writing.ts'

/** Once in four years; by then it is long deleted. */
const cronOption = '0 0 29 2 *'

/** Where the package of an action is in a `path`. */
const formOfPath = (path: string, namespace: string, packageName: string): string => {
  if (path === namespace) return 'namespace'
  if (path === `${namespace}/${packageName}`) return 'namespace/package'
  return path.includes(packageName) ? 'another form, with the package' : 'another form'
}

/** What putting, linking and firing triggers tells. */
export const writeTriggers = async (writing: Writing): Promise<void> => {
  const { step, name, service, settle } = writing
  const packageName = name('package')
  const triggerName = name('trigger')
  const isOld = service.place.apiVersion === 'v2.0'
  const path = `/triggers/${triggerName}`
  const ids = new Map<Side, string>()
  const own = (side: Side) => ({ triggerName, activationId: ids.get(side) ?? '0'.repeat(32) })
  const echo = { packageName, actionName: name('echo') }

  const put = (asked: string, triggerName: string, search: string, fields: object, question: Question) =>
    step(
      {
        operation: 'putTrigger',
        asked,
        question,
        ask: (side) =>
          side.ask('PUT', `/triggers/${triggerName}`, { search, body: isOld ? { trigger: fields } : fields }),
      },
      { makes: writing.trigger(triggerName) },
    )

  await step(
    {
      operation: 'putTrigger',
      asked: 'a new trigger',
      question: 'SUCCESS',
      ask: ({ client }) =>
        client.triggers.put({ triggerName, type: 'cron', cronOption, description: 'made by npm run live' }),
    },
    { makes: writing.trigger(triggerName), isNeeded: true },
  )
  await step({
    operation: 'getTrigger',
    asked: 'of our own',
    ask: ({ client }) => client.triggers.get({ triggerName }),
  })
  await step({ operation: 'getTriggerList', asked: 'with our own', ask: ({ client }) => client.triggers.list() })
  await put('no cronOption', name('wrong'), 'type=cron', {}, 'MISSING_FIELD')
  await put('cronOption: 99 * * * *', name('wrong'), 'type=cron', { cronOption: '99 * * * *' }, 'WRONG_FIELD')
  await put('no type', name('wrong'), '', { cronOption }, 'WRONG_QUERY')
  await put('type=ncf', name('wrong'), 'type=ncf', { cronOption }, 'WRONG_QUERY')
  await put('the name of a package', packageName, 'type=cron', { cronOption }, 'NAME_TAKEN')
  await put('a name with a dot', name('a.b'), 'type=cron', { cronOption }, 'WRONG_NAME')
  const buckets = { objectStorageLink: [{ bucketName: 'ncf-live', eventRuleName: 'ncf-live' }] }
  await put('another type', triggerName, 'type=object_storage', buckets, 'TYPE_CHANGED')

  const fire = (asked: string) =>
    step({
      operation: 'postTrigger',
      asked,
      async ask(side) {
        const { activationId } = await side.client.triggers.fire({ triggerName, parameters: { by: 'firing' } })
        ids.set(side, activationId)
      },
    })
  await fire('no action linked')

  const link = (asked: string, body: object, question?: Question) =>
    step({
      operation: 'postTriggerLinkAction',
      asked,
      ...(question && { question }),
      ask: (side) => side.ask('POST', `${path}/link-action`, { body }),
    })
  await step({
    operation: 'deleteTriggerLinkAction',
    asked: 'an action that is not linked',
    question: 'NOT_LINKED',
    ask: ({ client }) => client.triggers.unlink({ triggerName, ...echo }),
  })
  await step({
    operation: 'postTriggerLinkAction',
    asked: 'an action in a package',
    question: 'SUCCESS',
    ask: ({ client }) => client.triggers.link({ triggerName, ...echo }),
    more: { actionPath: ({ action, namespace }) => formOfPath(action.path, namespace, packageName) },
  })
  await link('the same again', { action: name('echo'), package: packageName }, 'ALREADY_LINKED')
  await link('package/action in action', { action: `${packageName}/${name('echo')}`, package: '-' }, 'ALREADY_LINKED')
  await link('an action there is not', { action: name('missing'), package: packageName })
  await link('no action', { package: packageName })
  await link('action: 1', { action: 1, package: packageName })
  await link('no package', { action: name('free') }, isOld ? 'PACKAGE_REQUIRED_IN_V20' : undefined)
  await step({
    operation: 'getTrigger',
    asked: 'with a linked action',
    ask: ({ client }) => client.triggers.get({ triggerName }),
    more: {
      linkedName: ({ actions }) => {
        const forms = { [name('echo')]: 'name', [`${packageName}/${name('echo')}`]: 'package/name' }
        return actions.map((each: string) => forms[each]).find(Boolean) ?? 'another form'
      },
    },
  })

  await step({
    operation: 'postTrigger',
    asked: 'a body that is a list',
    ask: (side) => side.ask('POST', path, { body: [] }),
  })
  await fire('an action linked')
  await step({
    operation: 'getTriggerActivationList',
    asked: 'of our own',
    ask: ({ client }) => client.triggers.listActivations({ triggerName }),
  })
  if (ids.has(service)) {
    await settle((side) => side.client.triggers.getActivation(own(side)))
    await step({
      operation: 'getTriggerActivationDetail',
      asked: 'of our own',
      ask: (side) => side.client.triggers.getActivation(own(side)),
      more: {
        firingLog: ({ logs }) => (logs.length === 0 ? 'no line' : /^\{.*\}$/.test(logs[0]) ? 'JSON' : 'another form'),
      },
    })
  }
  await step({
    operation: 'getTriggerActivationDetail',
    asked: 'an activation there is not',
    question: 'TRIGGER_ACTIVATION_NOT_FOUND',
    ask: ({ client }) => client.triggers.getActivation({ triggerName, activationId: 'f'.repeat(32) }),
  })
}
