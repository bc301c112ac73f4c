import type { WriteContext } from './write-context.ts'

/** Checks requests that delete. Resources that are left are deleted afterwards, without a comparison. */
export const checkDeletions = async (context: WriteContext): Promise<void> => {
  const { check, name } = context
  const packageName = name('package')
  const triggerName = name('trigger')
  const echo = { packageName, actionName: name('echo') }
  const free = { packageName: '-', actionName: name('free') }

  await check({
    operation: 'deletePackage',
    request: 'a package that is not empty',
    call: ({ client }) => client.packages.delete({ packageName }),
  })
  await check({
    operation: 'deleteTriggerLinkAction',
    request: 'a linked action',
    call: ({ client }) => client.triggers.unlink({ triggerName, ...echo }),
  })
  // In v2.1, a check of the links has already linked this action.
  if (context.service.endpoint.apiVersion === 'v2.0') {
    await check({
      operation: 'postTriggerLinkAction',
      request: 'an action outside packages',
      call: ({ client }) => client.triggers.link({ triggerName, ...free }),
    })
  }
  await check(
    {
      operation: 'deleteAction',
      request: 'an action that is linked',
      call: ({ client }) => client.actions.delete(free),
    },
    { deletes: context.action('-', name('free')) },
  )
  await check(
    {
      operation: 'deleteAction',
      request: 'an action that is part of a sequence',
      call: ({ client }) => client.actions.delete({ packageName, actionName: name('part') }),
    },
    { deletes: context.action(packageName, name('part')) },
  )
  await check({
    operation: 'postAction',
    request: 'a sequence of deleted actions',
    assumption: 'FAILED_RUN',
    call: ({ client }) => client.actions.run({ packageName, actionName: name('sequence') }),
  })
  await check({
    operation: 'postTriggerLinkAction',
    request: 'an action, before the trigger is deleted',
    call: ({ client }) => client.triggers.link({ triggerName, ...echo }),
  })
  await check(
    {
      operation: 'deleteTrigger',
      request: 'a trigger with a linked action',
      call: ({ client }) => client.triggers.delete({ triggerName }),
    },
    { deletes: context.trigger(triggerName) },
  )
  await check({
    operation: 'deleteTrigger',
    request: 'a trigger that does not exist',
    call: ({ client }) => client.triggers.delete({ triggerName }),
  })
  await check(
    {
      operation: 'deleteAction',
      request: 'an action',
      call: ({ client }) => client.actions.delete(echo),
    },
    { deletes: context.action(packageName, name('echo')) },
  )
  await check({
    operation: 'deleteAction',
    request: 'an action that does not exist',
    call: ({ client }) => client.actions.delete(echo),
  })
  await check(
    {
      operation: 'deletePackage',
      request: 'a package',
      call: ({ client }) => client.packages.delete({ packageName: name('z') }),
    },
    { deletes: context.package(name('z')) },
  )
  await check({
    operation: 'deletePackage',
    request: 'a package that does not exist',
    call: ({ client }) => client.packages.delete({ packageName: name('z') }),
  })
}
