import { echoAction } from './open-emulator.ts'
import { testRejections } from './rejection.ts'

const everyMinute = { cronOption: '* * * * *' }
const longDescription = 'x'.repeat(3001)

// Paths and queries.
testRejections('v2.1', [
  ['an unknown path', 'GET /package', undefined, '404 300', 'URL not found.'],
  ['a method without an operation', 'PATCH /packages', undefined, '404 300'],
  ['a path with a slash at the end', 'GET /packages/full/', undefined, '404 300'],
  ['a path that is not UTF-8', 'GET /packages/%ff', undefined, '400 100', 'UTF-8'],
  ['an unknown platform', 'GET /packages?platform=moon', undefined, '400 80000', 'platform'],
  ['two platforms in one query', 'GET /packages?platform=vpc&platform=vpc', undefined, '400 80000', 'platform'],
])

// Missing resources, and resources of the other platform.
testRejections('v2.1', [
  ['a missing package', 'GET /packages/none', undefined, '404 80101'],
  ['deleting a missing package', 'DELETE /packages/none', undefined, '404 80101'],
  ['a package of classic', 'GET /packages/old', undefined, '400 80102'],
  ['deleting a package of classic', 'DELETE /packages/old', undefined, '400 80102'],
  ['deleting a package that has actions', 'DELETE /packages/full', undefined, '409 80109'],
  ['listing the actions of a missing package', 'GET /packages/none/actions', undefined, '404 80101'],
  ['a missing action', 'GET /packages/-/actions/none', undefined, '404 80301'],
  ['an action that is in another package', 'GET /packages/-/actions/inside', undefined, '404 80301'],
  ['running a missing action', 'POST /packages/-/actions/none', {}, '404 80301'],
  ['deleting a missing action', 'DELETE /packages/-/actions/none', undefined, '404 80301'],
  ['listing the runs of a missing action', 'GET /packages/-/actions/none/activations', undefined, '404 80301'],
  ['an action of classic', 'GET /packages/-/actions/oldAction', undefined, '400 80302'],
  ['running an action of classic', 'POST /packages/-/actions/oldAction', {}, '400 80302'],
  ['an action in a missing package', 'PUT /packages/none/actions/a', echoAction, '404 80101'],
  ['an action in a package of classic', 'PUT /packages/old/actions/a', echoAction, '400 80102'],
  ['a missing activation', `GET /packages/-/actions/free/activations/${'0'.repeat(32)}`, undefined, '404 80322'],
  ['a missing trigger', 'GET /triggers/none', undefined, '404 80501'],
  ['firing a missing trigger', 'POST /triggers/none', {}, '404 80501'],
  ['deleting a missing trigger', 'DELETE /triggers/none', undefined, '404 80501'],
  ['listing the firings of a missing trigger', 'GET /triggers/none/activations', undefined, '404 80501'],
  ['a missing firing', `GET /triggers/linked/activations/${'0'.repeat(32)}`, undefined, '404 80518'],
  ['a trigger of classic', 'GET /triggers/oldTrigger', undefined, '400 80502'],
  ['deleting a trigger of classic', 'DELETE /triggers/oldTrigger', undefined, '400 80502'],
])

// Names.
testRejections('v2.1', [
  ['a name that begins with -', 'PUT /packages/-a', {}, '400 80000', 'packageName must be 1 to 50'],
  ['a package named -', 'PUT /packages/-', {}, '400 80000', 'packageName'],
  ['a name of 51 characters', `PUT /packages/${'a'.repeat(51)}`, {}, '400 80000', 'packageName'],
  ['a name in Korean', 'PUT /packages/%ED%8C%A8', {}, '400 80000', 'packageName'],
  ['a name with a slash', 'PUT /packages/a%2Fb', {}, '400 80000', 'packageName'],
  ['an action name with a dot', 'PUT /packages/-/actions/a.b', echoAction, '400 80000', 'actionName'],
  ['a trigger name with a space', 'PUT /triggers/a%20b?type=cron', everyMinute, '400 80000'],
  ['a package with the name of an action', 'PUT /packages/inside', {}, '400 80000', 'another resource'],
  ['a package with the name of a trigger', 'PUT /packages/linked', {}, '400 80000', 'another resource'],
  ['an action with the name of a package', 'PUT /packages/-/actions/full', echoAction, '400 80000', 'another resource'],
  [
    'an action with the name of one in another package',
    'PUT /packages/-/actions/inside',
    echoAction,
    '400 80000',
    'another',
  ],
  [
    'an action with the name of a trigger',
    'PUT /packages/-/actions/linked',
    echoAction,
    '400 80000',
    'another resource',
  ],
  ['a trigger with the name of a package', 'PUT /triggers/full?type=cron', everyMinute, '400 80000'],
  ['a trigger with the name of an action', 'PUT /triggers/free?type=cron', everyMinute, '400 80000'],
])

// Packages.
testRejections('v2.1', [
  [
    'a package without a body',
    'PUT /packages/fresh',
    undefined,
    '400 80000',
    'The body must be a JSON object, such as {}: the emulator received no value',
  ],
  ['a package whose body is a list', 'PUT /packages/fresh', [], '400 80000'],
  [
    'a description that is too long',
    'PUT /packages/fresh',
    { description: longDescription },
    '400 80000',
    '3000 bytes',
  ],
  ['a description too long in bytes', 'PUT /packages/fresh', { description: '가'.repeat(1001) }, '400 80000'],
  ['a description that is a number', 'PUT /packages/full', { description: 1 }, '400 80000', 'description'],
  ['parameters that are a list', 'PUT /packages/full', { parameters: [] }, '400 80000', 'parameters'],
  ['parameters of 1 MB', 'PUT /packages/full', { parameters: { a: 'x'.repeat(2 ** 20) } }, '400 80000', '1 MB'],
])

// Pages of activations.
testRejections('v2.1', [
  ['pageNo 0', 'GET /activations?pageNo=0', undefined, '400 80000', 'pageNo'],
  ['pageNo -1', 'GET /activations?pageNo=-1', undefined, '400 80000', 'pageNo'],
  ['pageSize 0', 'GET /triggers/linked/activations?pageSize=0', undefined, '400 80000', 'pageSize'],
  [
    'a pageSize that is not a number',
    'GET /packages/-/actions/free/activations?pageSize=x',
    undefined,
    '400 80000',
    'pageSize',
  ],
  ['a start that is not a time', 'GET /activations?start=now', undefined, '400 80000', 'start'],
  [
    'an end in the form of v2.0',
    'GET /activations?end=2026-03-01T00:00:00',
    undefined,
    '400 80000',
    'end must be mill',
  ],
])

testRejections('v2.0', [
  ['a missing package', 'GET /packages/none', undefined, '404 80101'],
  ['a package of vpc', 'GET /packages/full', undefined, '400 80102'],
  ['a start in the form of v2.1', 'GET /activations?start=1700000000000', undefined, '400 80000', "the region's time"],
  ['an impossible start', 'GET /activations?start=2026-13-41T00:00:00', undefined, '400 80000', "the region's time"],
])
