import type { Writing } from './writing.ts'

/** What putting packages tells. */
export const writePackages = async (writing: Writing): Promise<void> => {
  const { step, name, otherPlatform } = writing
  const packageName = name('package')
  const own = { makes: writing.package(packageName) }
  await step(
    {
      operation: 'putPackage',
      asked: 'a new package',
      question: 'SUCCESS',
      ask: ({ client }) =>
        client.packages.put({ packageName, description: 'made by npm run live', parameters: { from: 'package' } }),
    },
    { ...own, isNeeded: true },
  )
  await step({
    operation: 'putPackage',
    asked: 'again, with {}',
    question: 'KEEPS_OMITTED_FIELDS',
    ask: ({ client }) => client.packages.put({ packageName }),
    more: { KEEPS_OMITTED_FIELDS: ({ description }) => (description ? 'it is kept' : 'it is emptied') },
  })
  await step({
    operation: 'getPackage',
    asked: 'after it was put with {}',
    ask: ({ client }) => client.packages.get({ packageName }),
    more: { KEEPS_OMITTED_FIELDS: ({ description }) => (description ? 'it is kept' : 'it is emptied') },
  })

  const wrongBodies = [
    ['no JSON', '{', 'WRONG_BODY'],
    ['a list', [], 'WRONG_BODY'],
    ['no body', undefined, 'WRONG_BODY'],
    ['description: 1', { description: 1 }, 'WRONG_FIELD'],
    ['description of 3001 bytes', { description: 'd'.repeat(3001) }, 'WRONG_FIELD'],
    ['parameters: []', { parameters: [] }, 'WRONG_FIELD'],
    ['a field there is not', { ncf: 'live' }, 'WRONG_FIELD'],
  ] as const
  for (const [asked, body, question] of wrongBodies) {
    await step({
      operation: 'putPackage',
      asked,
      question,
      ask: (side) => side.ask('PUT', `/packages/${packageName}`, { body }),
    })
  }

  for (const [asked, wrong] of [
    ['a name with a dot', name('a.b')],
    ['a name of 51 characters', name('n'.repeat(51)).slice(0, 51)],
  ] as const) {
    await step(
      {
        operation: 'putPackage',
        asked,
        question: 'WRONG_NAME',
        ask: (side) => side.ask('PUT', `/packages/${wrong}`, { body: {} }),
      },
      { makes: writing.package(wrong) },
    )
  }

  // In an order that is neither that of their names nor the reverse.
  for (const suffix of ['m', 'z', 'a']) {
    await step(
      {
        operation: 'putPackage',
        asked: 'one of three',
        ask: ({ client }) => client.packages.put({ packageName: name(suffix) }),
      },
      { makes: writing.package(name(suffix)) },
    )
  }
  await step({
    operation: 'getPackageList',
    asked: 'the order of three',
    ask: ({ client }) => client.packages.list(),
    more: {
      compareInLists: (content: { name: string }[]) => {
        const order = content
          .map((each) => each.name)
          .filter((each) => /-[mza]$/.test(each) && each.startsWith(name('')))
        const orders: Record<string, string> = { mza: 'oldest first', azm: 'newest first', amz: 'by name' }
        return orders[order.map((each) => each.slice(-1)).join('')] ?? 'another order'
      },
    },
  })

  if (!otherPlatform) return
  await step(
    {
      operation: 'putPackage',
      asked: 'its name on the other platform',
      question: 'NAMES_PER_PLATFORM',
      ask: ({ client }) => client.packages.put({ packageName, platform: otherPlatform }),
    },
    { makes: writing.package(packageName, otherPlatform) },
  )
}
