import type { Side } from './side.ts'
import type { Writing } from './writing.ts'

/** What running actions tells. */
export const writeRuns = async (writing: Writing): Promise<void> => {
  const { step, name, service, settle } = writing
  const packageName = name('package')
  const echo = { packageName, actionName: name('echo') }
  const ids = new Map<Side, string>()
  const own = (side: Side) => ({ ...echo, activationId: ids.get(side) ?? '0'.repeat(32) })
  const path = `/packages/${packageName}/actions/${name('echo')}`

  await step({
    operation: 'postAction',
    asked: 'a run that succeeds',
    question: 'SUCCESS',
    async ask(side) {
      const { activationId } = await side.client.actions.run({ ...echo, parameters: { by: 'run' } })
      ids.set(side, activationId)
    },
  })
  await step({
    operation: 'getActionActivationList',
    asked: 'of our own',
    ask: ({ client }) => client.actions.listActivations(echo),
  })
  if (ids.has(service)) {
    await settle((side) => side.client.actions.getActivation(own(side)))
    await step({
      operation: 'getActionActivationDetail',
      asked: 'of our own',
      ask: (side) => side.client.actions.getActivation(own(side)),
    })
  }
  await step({
    operation: 'getActionActivationDetail',
    asked: 'an activation there is not',
    question: 'ACTION_ACTIVATION_NOT_FOUND',
    ask: ({ client }) => client.actions.getActivation({ ...echo, activationId: 'f'.repeat(32) }),
  })
  await step({
    operation: 'postAction',
    asked: 'a run that throws',
    question: 'FAILED_RUN',
    ask: ({ client }) => client.actions.run({ ...echo, parameters: { fail: true } }),
  })
  await step({
    operation: 'postAction',
    asked: 'a run that returns an error',
    question: 'FAILED_RUN',
    ask: ({ client }) => client.actions.run({ ...echo, parameters: { error: 'as asked for' } }),
  })
  await step({
    operation: 'postAction',
    asked: 'a run that takes too long',
    question: 'FAILED_RUN',
    ask: ({ client }) => client.actions.run({ packageName, actionName: name('short'), parameters: { ms: 1000 } }),
  })
  await step({
    operation: 'postAction',
    asked: 'a run that nobody waits for',
    question: 'STILL_RUNNING',
    ask: ({ client }) => client.actions.run({ ...echo, parameters: { ms: 500 }, timeout: 1 }),
  })
  await step({
    operation: 'postAction',
    asked: 'a body that is a list',
    question: 'WRONG_BODY',
    ask: (side) => side.ask('POST', path, { body: [] }),
  })
  await step({
    operation: 'postAction',
    asked: 'a body 1000 levels deep',
    question: 'DEEPEST_JSON',
    ask: (side) => side.ask('POST', path, { body: '{"a":'.repeat(1000) + 1 + '}'.repeat(1000) }),
  })
  await step({
    operation: 'postAction',
    asked: 'timeout=60001',
    question: 'WRONG_QUERY',
    ask: (side) => side.ask('POST', path, { body: {}, search: 'timeout=60001' }),
  })
  await step({
    operation: 'postAction',
    asked: 'an action there is not',
    ask: ({ client }) => client.actions.run({ packageName, actionName: name('missing') }),
  })
  await step({
    operation: 'postAction',
    asked: 'a web action',
    question: 'RUNS_WEB_TYPES',
    ask: ({ client }) => client.actions.run({ packageName, actionName: name('web') }),
  })
  await step({
    operation: 'postAction',
    asked: 'a sequence',
    ask: ({ client }) => client.actions.run({ packageName, actionName: name('sequence') }),
  })
  await step({
    operation: 'getActionActivationList',
    asked: 'of the parts of a sequence',
    ask: ({ client }) => client.actions.listActivations({ packageName, actionName: name('part') }),
    more: { COMPONENTS_HAVE_ACTIVATIONS: ({ totalCount }) => `${totalCount} activations` },
  })
}
