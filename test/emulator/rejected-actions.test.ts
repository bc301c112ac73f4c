import { echoAction } from './open-emulator.ts'
import { classicAction, testRejections } from './rejection.ts'

const putFresh = 'PUT /packages/-/actions/fresh'
const putSequence = 'PUT /packages/-/actions/fresh?type=sequence'

const withLimits = (changes: object) => ({ ...echoAction, limits: { ...echoAction.limits, ...changes } })
const withKind = (kind: string) => ({ ...echoAction, exec: { ...echoAction.exec, kind } })
const sequenceOf = (components: readonly string[]) => ({ exec: { kind: 'sequence', components } })

/** Returns the body of an action without a field, or without a field of a field. */
const echoWithout = (name: string, field?: string): unknown => {
  const body = structuredClone<Record<string, unknown>>(echoAction) as Record<string, Record<string, unknown>>
  if (field) delete body[name]?.[field]
  else delete body[name]
  return body
}

// Fields of an action.
testRejections('v2.1', [
  ['an action without a body', putFresh, undefined, '400 80000'],
  ['an action without limits', putFresh, echoWithout('limits'), '400 80306', 'limits.timeout is required'],
  [
    'an action without a timeout',
    putFresh,
    echoWithout('limits', 'timeout'),
    '400 80306',
    'limits.timeout is required',
  ],
  ['an action without memory', putFresh, echoWithout('limits', 'memory'), '400 80306', 'limits.memory is required'],
  ['an action without exec', putFresh, echoWithout('exec'), '400 80306', 'exec.kind is required'],
  ['an action without a kind', putFresh, echoWithout('exec', 'kind'), '400 80306', 'exec.kind is required'],
  ['an action without binary', putFresh, echoWithout('exec', 'binary'), '400 80306', 'exec.binary is required'],
  ['an action without code', putFresh, echoWithout('exec', 'code'), '400 80306', 'exec.code is required'],
  ['an action without main', putFresh, echoWithout('exec', 'main'), '400 80306', 'exec.main is required'],
  ['an action on vpc without a subnet', putFresh, echoWithout('vpc'), '400 80306', 'vpc is required'],
  [
    'a subnet without its number',
    putFresh,
    { ...echoAction, vpc: [{ vpcNo: 1 }] },
    '400 80306',
    'vpc.subnetNo is required',
  ],
  [
    'a required field that is null',
    putFresh,
    { ...echoAction, limits: null },
    '400 80306',
    'limits.timeout is required',
  ],
  [
    'a subnet that is not in a list',
    putFresh,
    { ...echoAction, vpc: echoAction.vpc[0] },
    '400 80000',
    'vpc must be a list',
  ],
  [
    'a subnet on classic',
    'PUT /packages/-/actions/fresh?platform=classic',
    echoAction,
    '400 80000',
    'vpc is for the platform vpc',
  ],
  ['limits that are a string', putFresh, { ...echoAction, limits: 'all' }, '400 80000', 'limits must be an object'],
  ['a timeout of 499 ms', putFresh, withLimits({ timeout: 499 }), '400 80000', '500 to 300000'],
  [
    'a timeout of 300001 ms',
    putFresh,
    withLimits({ timeout: 300_001 }),
    '400 80000',
    'limits.timeout must be an integer from 500 to 300000: the emulator received 300001',
  ],
  ['a timeout of half a millisecond', putFresh, withLimits({ timeout: 500.5 }), '400 80000', 'limits.timeout'],
  ['a timeout that is a string', putFresh, withLimits({ timeout: '500' }), '400 80000', 'limits.timeout'],
  ['a memory of 130 MB', putFresh, withLimits({ memory: 130 }), '400 80000', '128, 256, 512, 1024'],
  ['an unknown runtime', putFresh, withKind('cobol'), '400 80000', 'exec.kind must be one of nodejs:22, python:3.13'],
  ['a runtime that ended', putFresh, withKind('nodejs:16'), '400 80000', 'nodejs:22'],
  ['Java source text', putFresh, withKind('java'), '400 80000', 'exec.binary'],
  [
    'a custom image without its URI',
    putFresh,
    { ...echoAction, exec: { kind: 'custom image' } },
    '400 80306',
    'exec.imageUri is required',
  ],
  ['a basic action with raw-http', putFresh, { ...echoAction, 'raw-http': true }, '400 80000', 'raw-http'],
  [
    'an unknown type of action',
    'PUT /packages/-/actions/fresh?type=lambda',
    echoAction,
    '400 80000',
    'type must be one of',
  ],
  [
    'changing the type of an action',
    'PUT /packages/-/actions/free?type=web',
    echoAction,
    '400 80000',
    'type must stay basic',
  ],
])

// Sequences.
testRejections('v2.1', [
  ['a sequence with code', putSequence, echoAction, '400 80000', 'exec.kind must be sequence'],
  [
    'a basic action whose kind is sequence',
    putFresh,
    { ...echoAction, exec: { kind: 'sequence' } },
    '400 80000',
    'exec.kind',
  ],
  ['a sequence with an empty list', putSequence, sequenceOf([]), '400 80000', 'exec.components'],
  [
    'a sequence without components',
    putSequence,
    { exec: { kind: 'sequence' } },
    '400 80306',
    'exec.components is required',
  ],
  [
    'a sequence with a missing component',
    putSequence,
    sequenceOf(['-/free', '-/none']),
    '404 80301',
    '-/none, which does not exist',
  ],
  [
    'a sequence that contains itself',
    'PUT /packages/-/actions/chain?type=sequence',
    sequenceOf(['-/chain']),
    '400 80000',
    'at most 50',
  ],
  [
    'a sequence that is too long',
    putSequence,
    sequenceOf(Array.from({ length: 51 }, () => '-/free')),
    '400 80000',
    'at most 50',
  ],
])

// Runs.
testRejections('v2.1', [
  ['a run whose body is a list', 'POST /packages/-/actions/free', [], '400 80000', 'must be an object'],
  [
    'a run with more than 1 MB of parameters',
    'POST /packages/-/actions/free',
    { a: 'x'.repeat(2 ** 20) },
    '400 80000',
    '1 MB',
  ],
  ['a run with a timeout over 60 s', 'POST /packages/-/actions/free?timeout=60001', {}, '400 80000', 'timeout'],
  ['a run whose timeout is not an integer', 'POST /packages/-/actions/free?timeout=1e3', {}, '400 80000', 'timeout'],
  [
    'a run of a Python action',
    'POST /packages/-/actions/snake',
    {},
    '500 900',
    'only nodejs:* actions: the runtime of snake is python:3.13',
  ],
  ['a run of a zip file', 'POST /packages/-/actions/zip', {}, '500 900', 'exec.binary of zip'],
  ['firing a trigger of a Python action', 'POST /triggers/snakes', {}, '500 900', 'snake is python:3.13'],
])

testRejections('v2.0', [
  [
    'a subnet in the form of v2.1',
    'PUT /packages/-/actions/fresh?platform=vpc',
    echoAction,
    '400 80000',
    'vpc must be an object',
  ],
  ['a basic action with raw-http', putFresh, { ...classicAction, 'raw-http': true }, '400 80000', 'raw-http'],
  ['a web that is a string', putFresh, { ...classicAction, web: 'yes' }, '400 80000', 'web'],
  [
    'changing the type of an action',
    'PUT /packages/-/actions/oldAction',
    { ...classicAction, web: true },
    '400 80000',
    'stay',
  ],
])
