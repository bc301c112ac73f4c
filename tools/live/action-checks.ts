import type { Assumption } from './assumptions.ts'
import type { Check } from './check.ts'
import { sampleActionBody } from './sample-action.ts'
import type { Target } from './target.ts'
import type { CheckEffects, WriteContext } from './write-context.ts'

/** A putAction that is sent without the client, which would reject some of these requests. */
interface RawPut {
  readonly request: string
  readonly actionName: string
  /** Default: the package of all checks. */
  readonly packageName?: string
  readonly type?: string
  /** Fields that replace those of the sample action. */
  readonly fields?: (target: Target) => object
  readonly assumption?: Assumption
}

/** Checks requests that put actions, and reads the actions. */
export const checkActions = async (context: WriteContext): Promise<void> => {
  const { check, name, subnet, service } = context
  const isV20 = service.endpoint.apiVersion === 'v2.0'
  const packageName = name('package')

  const put = (actionName: string, request: string, packageName: string, timeout = 3000, effects: CheckEffects = {}) =>
    check(
      {
        operation: 'putAction',
        request,
        assumption: 'SUCCESS',
        call: (target) => {
          const { vpc, ...body } = sampleActionBody(target, subnet, timeout)
          // The client takes a list in every API version. Its type depends on the platform, which is a setting here.
          const params: object = { packageName, actionName, ...body, ...(vpc !== undefined && { vpc: [vpc].flat() }) }
          return target.client.actions.put(params as Parameters<typeof target.client.actions.put>[0])
        },
      },
      { ...effects, creates: context.action(packageName, actionName) },
    )
  await put(name('echo'), 'a new action', packageName, 3000, { isRequired: true })
  await put(name('echo'), 'an action that exists', packageName)
  await put(name('short'), 'an action with a timeout of 500 ms', packageName, 500)
  await put(name('part'), 'an action for a sequence', packageName)
  await put(name('free'), 'an action outside packages', '-')

  await check({
    operation: 'getAction',
    request: 'a new action',
    call: ({ client }) => client.actions.get({ packageName, actionName: name('echo') }),
  })
  await check({
    operation: 'getActionList',
    request: 'of a new package',
    call: ({ client }) => client.actions.list({ packageName }),
  })
  await check({
    operation: 'getPackage',
    request: 'a package with actions',
    call: ({ client }) => client.packages.get({ packageName }),
  })

  const putRaw = ({ request, actionName, type = 'basic', fields, assumption, ...other }: RawPut) => {
    const parent = other.packageName ?? packageName
    const rawCheck: Check = {
      operation: 'putAction',
      request,
      ...(assumption && { assumption }),
      call: (target) =>
        target.send('PUT', `/packages/${parent}/actions/${actionName}`, {
          search: isV20 ? '' : `type=${type}`,
          body: {
            ...sampleActionBody(target, subnet),
            ...(isV20 && { web: type === 'web' }),
            ...fields?.(target),
          },
        }),
    }
    return check(rawCheck, { creates: context.action(parent, actionName) })
  }
  const exec = (fields: object) => (target: Target) => ({
    exec: { ...(sampleActionBody(target, subnet) as { exec: object }).exec, ...fields },
  })
  const sequence =
    (...names: string[]) =>
    () => ({
      exec: { kind: 'sequence', components: names.map((each) => `${packageName}/${each}`) },
      limits: undefined,
      vpc: undefined,
    })

  const invalid = name('invalid')
  const rows: readonly RawPut[] = [
    { request: 'in a package that does not exist', actionName: name('lost'), packageName: name('missing') },
    { request: 'the name of a package', actionName: packageName, assumption: 'NAME_TAKEN' },
    { request: 'a name with a dot', actionName: name('a.b'), assumption: 'WRONG_NAME' },
    { request: 'another type', actionName: name('echo'), type: 'web', assumption: 'TYPE_CHANGED' },
    { request: 'no limits', actionName: invalid, fields: () => ({ limits: undefined }) },
    { request: 'no exec', actionName: invalid, fields: () => ({ exec: undefined }) },
    {
      request: 'limits.memory: 200',
      actionName: invalid,
      fields: () => ({ limits: { timeout: 3000, memory: 200 } }),
      assumption: 'WRONG_FIELD',
    },
    {
      request: 'limits.timeout: 499',
      actionName: invalid,
      fields: () => ({ limits: { timeout: 499, memory: 128 } }),
      assumption: 'WRONG_FIELD',
    },
    {
      request: 'exec.binary: "no"',
      actionName: invalid,
      fields: exec({ binary: 'no' }),
      assumption: 'WRONG_FIELD',
    },
    {
      request: 'an unknown runtime',
      actionName: invalid,
      fields: exec({ kind: 'nodejs:0' }),
      assumption: 'WRONG_RUNTIME',
    },
    {
      request: 'a runtime that is no longer supported',
      actionName: name('ended'),
      fields: exec({ kind: 'nodejs:16' }),
      assumption: 'REFUSES_ENDED_RUNTIMES',
    },
  ]
  for (const row of rows) await putRaw(row)
  if (!isV20) {
    await putRaw({ request: 'type=ncf', actionName: invalid, type: 'ncf', assumption: 'WRONG_QUERY' })
    if (service.platform === 'vpc') {
      await putRaw({ request: 'no vpc', actionName: invalid, fields: () => ({ vpc: undefined }) })
    }
  }

  await putRaw({ request: 'a web action', actionName: name('web'), type: 'web' })
  if (isV20) {
    await putRaw({
      request: 'a web action that exists, without web',
      actionName: name('web'),
      type: 'web',
      fields: () => ({ web: undefined }),
      assumption: 'KEEPS_TYPE_WITHOUT_WEB',
    })
  }
  await putRaw({
    request: 'a sequence',
    actionName: name('sequence'),
    type: 'sequence',
    fields: sequence(name('part'), name('part')),
  })
  await putRaw({
    request: 'a sequence of an action that does not exist',
    actionName: name('broken'),
    type: 'sequence',
    fields: sequence(name('missing')),
    assumption: 'COMPONENTS_MUST_EXIST',
  })
  await putRaw({
    request: 'a sequence of 51 actions',
    actionName: name('broken'),
    type: 'sequence',
    fields: sequence(...Array(51).fill(name('part'))),
    assumption: 'LONGEST_SEQUENCE',
  })
  await check({
    operation: 'getAction',
    request: 'a new sequence',
    call: ({ client }) => client.actions.get({ packageName, actionName: name('sequence') }),
  })
}
