import { type InvalidParams, invalidValue, linkCalls, namedCalls } from './parameter-case.ts'

const invalidNames: readonly [description: string, name: unknown][] = [
  ['missing', undefined],
  ['empty', ''],
  ['51 characters', 'a'.repeat(51)],
  ['- at the start', '-a'],
  ['one dot', '.'],
  ['two dots', '..'],
  ['with a dot', 'a.b'],
  ['one slash', '/'],
  ['with a slash', 'a/b'],
  ['with an encoded slash', 'a%2Fb'],
  ['with a backslash', 'a\\b'],
  ['with a question mark', 'a?b'],
  ['with a fragment', 'a#b'],
  ['with a space', 'a b'],
  ['with a line feed', 'a\n'],
  ['Korean letters', '가게'],
  ['a number', 7],
  ['a list', ['a']],
  ['null', null],
]

/** A link has a default package, and `-` stands for no package of an action. */
const isValid = (call: string, parameter: string, name: unknown): boolean =>
  parameter === 'packageName' &&
  ((name === undefined && linkCalls.includes(call)) || (name === '-' && /^(actions|triggers)/.test(call)))

const names = namedCalls.flatMap(([call, parameter]) =>
  [...invalidNames, ['-', '-'] as const]
    .filter(([, name]) => !isValid(call, parameter, name))
    .map(([description, name]) => invalidValue(call, description, { [parameter]: name }, parameter)),
)

const invalidActivationIds: readonly [description: string, id: unknown][] = [
  ['missing', undefined],
  ['null', null],
  ['empty', ''],
  ['-', '-'],
  ['31 characters', 'a'.repeat(31)],
  ['33 characters', 'a'.repeat(33)],
  ['32 characters with a hyphen', `${'a'.repeat(31)}-`],
  ['32 characters with a slash', `${'a'.repeat(31)}/`],
  ['32 underscores', '_'.repeat(32)],
  ['a number', 7],
]

const activationIds = ['actions.getActivation', 'triggers.getActivation'].flatMap((call) =>
  invalidActivationIds.map(([description, activationId]) =>
    invalidValue(call, description, { activationId }, 'activationId'),
  ),
)

/** Invalid names of resources, and invalid ids of activations. */
export const invalidNameParams: readonly InvalidParams[] = [...names, ...activationIds]
