import type { Target } from './target.ts'
import type { WriteContext } from './write-context.ts'

/** Checks requests that run actions, and the activations. */
export const checkRuns = async (context: WriteContext): Promise<void> => {
  const { check, name, service, waitUntilFound } = context
  const packageName = name('package')
  const echo = { packageName, actionName: name('echo') }
  const activationIds = new Map<Target, string>()
  const getOwnActivation = (target: Target) =>
    target.client.actions.getActivation({ ...echo, activationId: activationIds.get(target) ?? '0'.repeat(32) })
  const path = `/packages/${packageName}/actions/${name('echo')}`

  await check({
    operation: 'postAction',
    request: 'a run that succeeds',
    assumption: 'SUCCESS',
    async call(target) {
      const { activationId } = await target.client.actions.run({ ...echo, parameters: { by: 'run' } })
      activationIds.set(target, activationId)
    },
  })
  await check({
    operation: 'getActionActivationList',
    request: 'of a new action',
    call: ({ client }) => client.actions.listActivations(echo),
  })
  if (activationIds.has(service)) {
    await waitUntilFound(getOwnActivation)
    await check({
      operation: 'getActionActivationDetail',
      request: 'of a new action',
      call: getOwnActivation,
    })
  }
  await check({
    operation: 'getActionActivationDetail',
    request: 'an activation that does not exist',
    assumption: 'ACTION_ACTIVATION_NOT_FOUND',
    call: ({ client }) => client.actions.getActivation({ ...echo, activationId: 'f'.repeat(32) }),
  })
  await check({
    operation: 'postAction',
    request: 'a run that throws',
    assumption: 'FAILED_RUN',
    call: ({ client }) => client.actions.run({ ...echo, parameters: { fail: true } }),
  })
  await check({
    operation: 'postAction',
    request: 'a run that returns an error',
    assumption: 'FAILED_RUN',
    call: ({ client }) => client.actions.run({ ...echo, parameters: { error: 'requested by a parameter' } }),
  })
  await check({
    operation: 'postAction',
    request: 'a run that exceeds its timeout',
    assumption: 'FAILED_RUN',
    call: ({ client }) => client.actions.run({ packageName, actionName: name('short'), parameters: { ms: 1000 } }),
  })
  await check({
    operation: 'postAction',
    request: 'a run with timeout=1, which ends later',
    assumption: 'STILL_RUNNING',
    call: ({ client }) => client.actions.run({ ...echo, parameters: { ms: 500 }, timeout: 1 }),
  })
  await check({
    operation: 'postAction',
    request: 'a body that is a list',
    assumption: 'WRONG_BODY',
    call: (target) => target.send('POST', path, { body: [] }),
  })
  await check({
    operation: 'postAction',
    request: 'a body 1000 levels deep',
    assumption: 'DEEPEST_JSON',
    call: (target) => target.send('POST', path, { body: '{"a":'.repeat(1000) + 1 + '}'.repeat(1000) }),
  })
  await check({
    operation: 'postAction',
    request: 'timeout=60001',
    assumption: 'WRONG_QUERY',
    call: (target) => target.send('POST', path, { body: {}, search: 'timeout=60001' }),
  })
  await check({
    operation: 'postAction',
    request: 'an action that does not exist',
    call: ({ client }) => client.actions.run({ packageName, actionName: name('missing') }),
  })
  await check({
    operation: 'postAction',
    request: 'a web action',
    assumption: 'RUNS_WEB_TYPES',
    call: ({ client }) => client.actions.run({ packageName, actionName: name('web') }),
  })
  await check({
    operation: 'postAction',
    request: 'a sequence',
    call: ({ client }) => client.actions.run({ packageName, actionName: name('sequence') }),
  })
  await check({
    operation: 'getActionActivationList',
    request: 'of the parts of a sequence',
    call: ({ client }) => client.actions.listActivations({ packageName, actionName: name('part') }),
    describeValues: { COMPONENTS_HAVE_ACTIVATIONS: ({ totalCount }) => `${totalCount} activations` },
  })
}
