import type { WriteContext } from './write-context.ts'

/** Checks requests that put packages, and the order of the list. */
export const checkPackages = async (context: WriteContext): Promise<void> => {
  const { check, name, otherPlatform } = context
  const packageName = name('package')
  const describeDescription = ({ description }: { description: string }): string => (description ? 'kept' : 'emptied')
  await check(
    {
      operation: 'putPackage',
      request: 'a new package',
      assumption: 'SUCCESS',
      call: ({ client }) =>
        client.packages.put({ packageName, description: 'created by npm run live', parameters: { from: 'package' } }),
    },
    { creates: context.package(packageName), isRequired: true },
  )
  await check({
    operation: 'putPackage',
    request: 'a package that exists, with {}',
    assumption: 'KEEPS_OMITTED_FIELDS',
    call: ({ client }) => client.packages.put({ packageName }),
    describeValues: { KEEPS_OMITTED_FIELDS: describeDescription },
  })
  await check({
    operation: 'getPackage',
    request: 'after a put with {}',
    call: ({ client }) => client.packages.get({ packageName }),
    describeValues: { KEEPS_OMITTED_FIELDS: describeDescription },
  })

  const invalidBodies = [
    ['a body that is not JSON', '{', 'WRONG_BODY'],
    ['a body that is a list', [], 'WRONG_BODY'],
    ['no body', undefined, 'WRONG_BODY'],
    ['description: 1', { description: 1 }, 'WRONG_FIELD'],
    ['description of 3001 bytes', { description: 'd'.repeat(3001) }, 'WRONG_FIELD'],
    ['parameters: []', { parameters: [] }, 'WRONG_FIELD'],
    ['an unknown field', { ncf: 'live' }, 'WRONG_FIELD'],
  ] as const
  for (const [request, body, assumption] of invalidBodies) {
    await check({
      operation: 'putPackage',
      request,
      assumption,
      call: (target) => target.send('PUT', `/packages/${packageName}`, { body }),
    })
  }

  for (const [request, invalidName] of [
    ['a name with a dot', name('a.b')],
    ['a name of 51 characters', name('n'.repeat(51)).slice(0, 51)],
  ] as const) {
    await check(
      {
        operation: 'putPackage',
        request,
        assumption: 'WRONG_NAME',
        call: (target) => target.send('PUT', `/packages/${invalidName}`, { body: {} }),
      },
      { creates: context.package(invalidName) },
    )
  }

  // This order is neither alphabetical nor reversed, so it shows how the service sorts.
  for (const suffix of ['m', 'z', 'a']) {
    await check(
      {
        operation: 'putPackage',
        request: 'one of three new packages',
        call: ({ client }) => client.packages.put({ packageName: name(suffix) }),
      },
      { creates: context.package(name(suffix)) },
    )
  }
  await check({
    operation: 'getPackageList',
    request: 'the order of three packages',
    call: ({ client }) => client.packages.list(),
    describeValues: {
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
  await check(
    {
      operation: 'putPackage',
      request: 'the same name on the other platform',
      assumption: 'NAMES_PER_PLATFORM',
      call: ({ client }) => client.packages.put({ packageName, platform: otherPlatform }),
    },
    { creates: context.package(packageName, otherPlatform) },
  )
}
