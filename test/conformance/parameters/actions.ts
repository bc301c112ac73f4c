import type { EndpointOptions } from '../../../lib/index.ts'
import { describe, type InvalidParams, invalidValue, unknownName, v20, withChanges } from './parameter-case.ts'

export const exec = { kind: 'nodejs:22', binary: false, code: 'exports.main = () => ({})', main: 'main' }
export const image = { kind: 'custom image', imageUri: 'registry/image:1' }
export const limits = { timeout: 500, memory: 128 }
export const subnet = { vpcNo: 1, subnetNo: 2 }

const invalid = (description: string, changes: object, path: string, endpoint?: EndpointOptions): InvalidParams =>
  invalidValue('actions.put', description, changes, path, endpoint)

const unknown = (description: string, changes: object, path: string, endpoint?: EndpointOptions): InvalidParams =>
  unknownName('actions.put', description, changes, path, endpoint)

const types = [
  ...[null, '', 7, 'http', 'Web', 'web-sequence', 'toString'].map((type) => invalid(describe(type), { type }, 'type')),
  invalid('"http"', { type: 'http' }, 'type', v20),
]

const limitsParams = [
  ...[undefined, 500, null].map((value) => invalid(describe(value), { limits: value }, 'limits')),
  ...[undefined, null, 499, 300_001, 500.5, Number.NaN, '500'].map((timeout) =>
    invalid(describe(timeout), { limits: { ...limits, timeout } }, 'limits.timeout'),
  ),
  ...[undefined, null, 0, 127, 200, 2048, '128'].map((memory) =>
    invalid(describe(memory), { limits: { ...limits, memory } }, 'limits.memory'),
  ),
  unknown('an unknown name', { limits: { ...limits, foo: 1 } }, 'limits.foo'),
]

const LARGEST_CODE = 51 * 2 ** 20

const invalidKinds = [
  'nodejs',
  'nodejs:',
  'nodejs: ',
  'nodejs:22 ',
  'nodejs: 22',
  'nodejs:22\n',
  ' nodejs:22',
  'NODEJS:22',
  'foo\n',
  'java:',
  'java\n',
  'javascript',
  'sequence',
  'custom',
  'custom image:1',
]

const execs = [
  ...[undefined, 7, 'nodejs:22', [exec], null].map((value) => invalid(describe(value), { exec: value }, 'exec')),
  ...['kind', 'code', 'main'].flatMap((name) =>
    [undefined, null, '', ' ', 7, ['a']].map((value) =>
      invalid(describe(value), { exec: { ...exec, [name]: value } }, `exec.${name}`),
    ),
  ),
  ...[undefined, null, 0, 'false'].map((binary) =>
    invalid(describe(binary), { exec: { ...exec, binary } }, 'exec.binary'),
  ),
  ...['java', 'java:21', 'dotnet:2.2'].flatMap((kind) =>
    [false, undefined].map((binary) =>
      invalid(`${binary} for the kind ${kind}`, { exec: { ...exec, kind, binary } }, 'exec.binary'),
    ),
  ),
  ...invalidKinds.map((kind) => invalid(describe(kind), { exec: { ...exec, kind, binary: true } }, 'exec.kind')),
  invalid('more than 38 MB in base64', { exec: { ...exec, code: 'x'.repeat(LARGEST_CODE + 1) } }, 'exec.code'),
  unknown('an unknown name', { exec: { ...exec, foo: 1 } }, 'exec.foo'),
  unknown('an image for source text', { exec: { ...exec, imageUri: 'a/b' } }, 'exec.imageUri'),
  unknown('components for source text', { exec: { ...exec, components: ['a/b'] } }, 'exec.components'),
]

const invalidImageUris = [
  undefined,
  null,
  '',
  'image',
  '/image',
  'registry/',
  'registry/im age',
  ' registry/image',
  'registry/image:1\n',
  '\n/a',
  7,
]

const images = [
  ...invalidImageUris.map((imageUri) => invalid(describe(imageUri), { exec: { ...image, imageUri } }, 'exec.imageUri')),
  invalid('text for an image', { exec: { ...image, binary: 'no' } }, 'exec.binary'),
  invalid('empty text for an image', { exec: { ...image, code: '' } }, 'exec.code'),
  invalid('a number for an image', { exec: { ...image, main: 7 } }, 'exec.main'),
  invalid('an image on the government site', { exec: image, vpc: undefined }, 'exec.kind', { site: 'gov' }),
  unknown('an unknown name for an image', { exec: { ...image, foo: 1 } }, 'exec.foo'),
]

const invalidSubnetNumbers = [null, 0, -1, 1.5, '1', 2 ** 53]

const subnets = [
  invalid('missing', { vpc: undefined }, 'vpc'),
  invalid('missing', { vpc: undefined }, 'vpc', { region: 'SGN' }),
  invalid('missing', { vpc: undefined }, 'vpc', { site: 'fin' }),
  invalid('missing, and only the call has the platform vpc', { vpc: undefined, platform: 'vpc' }, 'vpc', {
    platform: 'classic',
  }),
  ...[[], {}, null, 'vpc', subnet].map((vpc) => invalid(describe(vpc), { vpc }, 'vpc')),
  ...[[], subnet, null].map((vpc) => invalid(describe(vpc), { vpc }, 'vpc', v20)),
  invalid('a number', { vpc: [1] }, 'vpc[0]'),
  invalid('text', { vpc: ['12'] }, 'vpc[0]'),
  invalid('missing', { vpc: [{ subnetNo: 2 }] }, 'vpc[0].vpcNo'),
  invalid('missing', { vpc: [{ vpcNo: 1 }] }, 'vpc[0].subnetNo'),
  ...invalidSubnetNumbers.flatMap((number) => [
    invalid(describe(number), { vpc: [{ vpcNo: number, subnetNo: 2 }] }, 'vpc[0].vpcNo'),
    invalid(describe(number), { vpc: [subnet, { vpcNo: 1, subnetNo: number }] }, 'vpc[1].subnetNo'),
    invalid(describe(number), { vpc: [{ vpcNo: 1, subnetNo: number }] }, 'vpc[0].subnetNo', v20),
  ]),
  invalid('two subnets', { vpc: [subnet, subnet] }, 'vpc', v20),
  unknown('an unknown name', { vpc: [{ ...subnet, foo: 1 }] }, 'vpc[0].foo'),
  unknown('a subnet on the classic platform', { platform: 'classic' }, 'vpc'),
  unknown('a subnet on the classic platform', { platform: 'classic' }, 'vpc', v20),
  unknown('a subnet on the classic platform of the client', {}, 'vpc', { platform: 'classic' }),
  unknown('a subnet on the government site', {}, 'vpc', { site: 'gov' }),
]

const webOptions = [
  ...['raw-http', 'custom-options'].flatMap((name) => [
    unknown('true for a basic action', { [name]: true }, name),
    unknown('false for a basic action', { [name]: false, type: 'basic' }, name),
    unknown('true for a basic action', { [name]: true }, name, v20),
    invalid('text', { [name]: 'yes', type: 'web' }, name),
    invalid('null', { [name]: null, type: 'web' }, name),
  ]),
  unknown('another spelling of raw-http', { raw_http: true, type: 'web' }, 'raw_http'),
  unknown('the field of the body in v2.0', { web: true }, 'web', v20),
]

const sequence = {
  exec: { kind: 'sequence', components: ['a/b'] },
  type: 'sequence',
  limits: undefined,
  vpc: undefined,
}

/** A valid sequence with changes. */
export const sequenceWith = (changes: object): object => withChanges('actions.put', { ...sequence, ...changes })

const invalidComponents = [
  '',
  'a',
  '/',
  '/a',
  'a/',
  'a/b/c',
  '../a',
  'a/..',
  'a b/c',
  '-a/b',
  'a/-b',
  '--/b',
  `a/${'b'.repeat(51)}`,
  7,
  null,
]

const sequences = [
  invalid('a sequence without a type', { exec: sequence.exec }, 'exec.kind'),
  invalid('a sequence of the type basic', { exec: sequence.exec, type: 'basic' }, 'exec.kind'),
  invalid('source text for a sequence', sequenceWith({ exec }), 'exec.kind'),
  unknown('code for a sequence', sequenceWith({ exec: { ...sequence.exec, code: 'x' } }), 'exec.code'),
  unknown('limits for a sequence', sequenceWith({ limits }), 'limits'),
  unknown('limits for a sequence', sequenceWith({ limits }), 'limits', v20),
  unknown('a subnet for a sequence', sequenceWith({ vpc: [subnet] }), 'vpc'),
  unknown('a subnet for a web sequence', sequenceWith({ vpc: [subnet], type: 'sequence-web' }), 'vpc'),
  ...['raw-http', 'custom-options'].flatMap((name) => [
    unknown('true for a sequence', sequenceWith({ [name]: true }), name),
    invalid('a number for a web sequence', sequenceWith({ [name]: 1, type: 'sequence-web' }), name),
  ]),
  ...[undefined, null, [], 'a/b', {}].map((components) =>
    invalid(describe(components), sequenceWith({ exec: { kind: 'sequence', components } }), 'exec.components'),
  ),
  ...invalidComponents.map((component) =>
    invalid(
      describe(component),
      sequenceWith({ exec: { kind: 'sequence', components: ['a/b', component] } }),
      'exec.components[1]',
    ),
  ),
]

/** Invalid parameters of `actions.put`. */
export const invalidActionParams: readonly InvalidParams[] = [
  ...types,
  ...limitsParams,
  ...execs,
  ...images,
  ...subnets,
  ...webOptions,
  ...sequences,
]
