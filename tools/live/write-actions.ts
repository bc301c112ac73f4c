import { sourceBody } from './bodies.ts'
import type { Step } from './compare.ts'
import type { Question } from './shapes.ts'
import type { Side } from './side.ts'
import type { Doing, Writing } from './writing.ts'

/** What putting actions tells. */
export const writeActions = async (writing: Writing): Promise<void> => {
  const { step, name, subnet, service } = writing
  const packageName = name('package')
  const isOld = service.place.apiVersion === 'v2.0'
  const body = (side: Side, more: object = {}) => ({ ...sourceBody(side, subnet), ...more })
  const exec = (more: object) => (side: Side) => ({ exec: { ...(body(side) as { exec?: object }).exec, ...more } })

  /** Puts by hand: what the client would not send. */
  const put = (
    asked: string,
    actionName: string,
    more: (side: Side) => object,
    { type = 'basic', within = packageName, question }: { type?: string; within?: string; question?: Question } = {},
  ) => {
    const given: Step = {
      operation: 'putAction',
      asked,
      ...(question && { question }),
      ask: (side) =>
        side.ask('PUT', `/packages/${within}/actions/${actionName}`, {
          search: isOld ? '' : `type=${type}`,
          body: { ...body(side), ...(isOld && { web: type === 'web' }), ...more(side) },
        }),
    }
    return step(given, { makes: writing.action(within, actionName) })
  }
  const nothing = () => ({})

  const make = (asked: string, actionName: string, within: string, timeout: number, doing: Doing = {}) =>
    step(
      {
        operation: 'putAction',
        asked,
        question: 'SUCCESS',
        ask: (side) => {
          const { vpc, ...source } = sourceBody(side, subnet, timeout)
          const params = { packageName: within, actionName, ...source, ...(vpc !== undefined && { vpc: [vpc].flat() }) }
          return side.client.actions.put(params as never)
        },
      },
      { ...doing, makes: writing.action(within, actionName) },
    )

  await make('a new action', name('echo'), packageName, 3000, { isNeeded: true })
  await make('an action again', name('echo'), packageName, 3000)
  await make('an action of half a second', name('short'), packageName, 500)
  await make('an action for a sequence', name('part'), packageName, 3000)
  await make('an action in no package', name('free'), '-', 3000)
  await step({
    operation: 'getAction',
    asked: 'of our own',
    ask: ({ client }) => client.actions.get({ packageName, actionName: name('echo') }),
  })
  await step({
    operation: 'getActionList',
    asked: 'of our own',
    ask: ({ client }) => client.actions.list({ packageName }),
  })
  await step({
    operation: 'getPackage',
    asked: 'a package with actions',
    ask: ({ client }) => client.packages.get({ packageName }),
  })

  await put('in a package there is not', name('lost'), nothing, { within: name('missing') })
  await put('the name of a package', packageName, nothing, { question: 'NAME_TAKEN' })
  await put('a name with a dot', name('a.b'), nothing, { question: 'WRONG_NAME' })
  await put('another type', name('echo'), nothing, { type: 'web', question: 'TYPE_CHANGED' })
  await put('no limits', name('wrong'), () => ({ limits: undefined }))
  await put('no exec', name('wrong'), () => ({ exec: undefined }))
  await put('limits.memory: 200', name('wrong'), () => ({ limits: { timeout: 3000, memory: 200 } }), {
    question: 'WRONG_FIELD',
  })
  await put('limits.timeout: 499', name('wrong'), () => ({ limits: { timeout: 499, memory: 128 } }), {
    question: 'WRONG_FIELD',
  })
  await put('exec.binary: "no"', name('wrong'), exec({ binary: 'no' }), { question: 'WRONG_FIELD' })
  await put('a runtime there is not', name('wrong'), exec({ kind: 'nodejs:0' }), { question: 'WRONG_RUNTIME' })
  await put('a runtime that ended', name('ended'), exec({ kind: 'nodejs:16' }), { question: 'REFUSES_ENDED_RUNTIMES' })
  if (!isOld) await put('type=ncf', name('wrong'), nothing, { type: 'ncf', question: 'WRONG_QUERY' })
  if (service.platform === 'vpc' && !isOld) await put('no vpc', name('wrong'), () => ({ vpc: undefined }))

  await put('a web action', name('web'), nothing, { type: 'web' })
  if (isOld) {
    await put('a web action, again without web', name('web'), () => ({ web: undefined }), {
      type: 'web',
      question: 'KEEPS_TYPE_WITHOUT_WEB',
    })
  }
  const sequence = (...names: string[]) => {
    const components = names.map((each) => `${packageName}/${each}`)
    return () => ({ exec: { kind: 'sequence', components }, limits: undefined, vpc: undefined })
  }
  await put('a sequence', name('sequence'), sequence(name('part'), name('part')), { type: 'sequence' })
  await put('a sequence of what there is not', name('broken'), sequence(name('missing')), {
    type: 'sequence',
    question: 'COMPONENTS_MUST_EXIST',
  })
  await put('a sequence of 51 actions', name('broken'), sequence(...Array(51).fill(name('part'))), {
    type: 'sequence',
    question: 'LONGEST_SEQUENCE',
  })
  await step({
    operation: 'getAction',
    asked: 'a sequence of our own',
    ask: ({ client }) => client.actions.get({ packageName, actionName: name('sequence') }),
  })
}
