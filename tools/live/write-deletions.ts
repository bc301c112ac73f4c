import type { Writing } from './writing.ts'

/** What deleting tells; what is left then is deleted without asking anything. */
export const writeDeletions = async (writing: Writing): Promise<void> => {
  const { step, name } = writing
  const packageName = name('package')
  const triggerName = name('trigger')
  const echo = { packageName, actionName: name('echo') }
  const free = { packageName: '-', actionName: name('free') }

  await step({
    operation: 'deletePackage',
    asked: 'a package that is not empty',
    ask: ({ client }) => client.packages.delete({ packageName }),
  })
  await step({
    operation: 'deleteTriggerLinkAction',
    asked: 'a linked action',
    ask: ({ client }) => client.triggers.unlink({ triggerName, ...echo }),
  })
  // In v2.1 it was linked without naming a package.
  if (writing.service.place.apiVersion === 'v2.0') {
    await step({
      operation: 'postTriggerLinkAction',
      asked: 'an action in no package',
      ask: ({ client }) => client.triggers.link({ triggerName, ...free }),
    })
  }
  await step(
    {
      operation: 'deleteAction',
      asked: 'an action that is linked',
      ask: ({ client }) => client.actions.delete(free),
    },
    { deletes: writing.action('-', name('free')) },
  )
  await step(
    {
      operation: 'deleteAction',
      asked: 'an action that is part of a sequence',
      ask: ({ client }) => client.actions.delete({ packageName, actionName: name('part') }),
    },
    { deletes: writing.action(packageName, name('part')) },
  )
  await step({
    operation: 'postAction',
    asked: 'a sequence whose parts are gone',
    question: 'FAILED_RUN',
    ask: ({ client }) => client.actions.run({ packageName, actionName: name('sequence') }),
  })
  await step({
    operation: 'postTriggerLinkAction',
    asked: 'an action, linked until the trigger is deleted',
    ask: ({ client }) => client.triggers.link({ triggerName, ...echo }),
  })
  await step(
    {
      operation: 'deleteTrigger',
      asked: 'a trigger that is linked',
      ask: ({ client }) => client.triggers.delete({ triggerName }),
    },
    { deletes: writing.trigger(triggerName) },
  )
  await step({
    operation: 'deleteTrigger',
    asked: 'a trigger there is not',
    ask: ({ client }) => client.triggers.delete({ triggerName }),
  })
  await step(
    {
      operation: 'deleteAction',
      asked: 'an action',
      ask: ({ client }) => client.actions.delete(echo),
    },
    { deletes: writing.action(packageName, name('echo')) },
  )
  await step({
    operation: 'deleteAction',
    asked: 'an action there is not',
    ask: ({ client }) => client.actions.delete(echo),
  })
  await step(
    {
      operation: 'deletePackage',
      asked: 'a package',
      ask: ({ client }) => client.packages.delete({ packageName: name('z') }),
    },
    { deletes: writing.package(name('z')) },
  )
  await step({
    operation: 'deletePackage',
    asked: 'a package there is not',
    ask: ({ client }) => client.packages.delete({ packageName: name('z') }),
  })
}
