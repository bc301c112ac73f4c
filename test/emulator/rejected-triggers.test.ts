import { testRejections } from './rejection.ts'

const everyMinute = { cronOption: '* * * * *' }
const github = {
  credential: { username: 'u', accessToken: 't', repository: 'r' },
  events: ['push'],
  link: { productName: 'p', apiName: 'a', stageName: 's' },
}

testRejections('v2.1', [
  ['a trigger without a body', 'PUT /triggers/fresh?type=cron', undefined, '400 80000'],
  ['a trigger without a type', 'PUT /triggers/fresh', everyMinute, '400 80000', 'type is required'],
  ['an unknown type of trigger', 'PUT /triggers/fresh?type=basic', {}, '400 80000', 'type must be one of cron'],
  [
    'a type that is a property of every object',
    'PUT /triggers/fresh?type=toString',
    {},
    '400 80000',
    'type must be one of cron',
  ],
  ['changing the type of a trigger', 'PUT /triggers/alone?type=insight', {}, '400 80000', 'type must stay cron'],
  ['a cron trigger without an expression', 'PUT /triggers/fresh?type=cron', {}, '400 80000', 'cronOption is required'],
  [
    'an expression of six fields',
    'PUT /triggers/fresh?type=cron',
    { cronOption: '0 0 * * * *' },
    '400 80000',
    'cronOption must be 5 fields',
  ],
  [
    'a cron expression with the hour 24',
    'PUT /triggers/alone?type=cron',
    { cronOption: '0 24 * * *' },
    '400 80000',
    'cronOption has an invalid hour (field 2)',
  ],
  [
    'a GitHub trigger without a credential',
    'PUT /triggers/fresh?type=github',
    { ...github, credential: {} },
    '400 80000',
    'credential',
  ],
  [
    'a GitHub trigger without events',
    'PUT /triggers/fresh?type=github',
    { ...github, events: [] },
    '400 80000',
    'events',
  ],
  [
    'a GitHub trigger without a link',
    'PUT /triggers/fresh?type=github',
    { ...github, link: {} },
    '400 80000',
    'link.productName',
  ],
  [
    'an Object Storage trigger without buckets',
    'PUT /triggers/fresh?type=object_storage',
    {},
    '400 80000',
    'objectStorageLink is required',
  ],
  [
    'a bucket without a rule',
    'PUT /triggers/fresh?type=object_storage',
    { objectStorageLink: [{ bucketName: 'b' }] },
    '400 80000',
    'objectStorageLink.eventRuleName is required',
  ],
  [
    'a reminder after 4 minutes',
    'PUT /triggers/fresh?type=insight',
    { insightLink: [{ prodKey: 'k', ruleGrpId: 'g', reminderTime: 4 }] },
    '400 80000',
    'insightLink.reminderTime',
  ],
  ['firing with a list as body', 'POST /triggers/linked', [], '400 80511'],
  ['firing with a string as body', 'POST /triggers/linked', '"text"', '400 80511'],
  ['firing with incomplete JSON', 'POST /triggers/linked', '{"a":', '400 80511', 'JSON'],
  ['firing a trigger without a linked action', 'POST /triggers/alone', {}, '400 80512'],
])

// Links.
testRejections('v2.1', [
  ['a link of a missing trigger', 'POST /triggers/none/link-action', { action: 'free' }, '404 80501'],
  ['a link to a missing action', 'POST /triggers/alone/link-action', { action: 'none' }, '404 80301'],
  ['a link to an action of classic', 'POST /triggers/alone/link-action', { action: 'oldAction' }, '400 80302'],
  ['a link without an action', 'POST /triggers/alone/link-action', {}, '400 80521', 'action is required'],
  ['a link without a body', 'POST /triggers/alone/link-action', undefined, '400 80521', 'action is required'],
  ['a link whose action is a number', 'POST /triggers/alone/link-action', { action: 7 }, '400 80520', 'action'],
  ['a link whose body is a list', 'POST /triggers/alone/link-action', [], '400 80520'],
  ['a link with incomplete JSON', 'POST /triggers/alone/link-action', '{"action"', '400 80520', 'JSON'],
  ['a link that exists', 'POST /triggers/linked/link-action', { action: 'free', package: '-' }, '409 80901'],
  ['unlinking an action that is not linked', 'DELETE /triggers/alone/link-action', { action: 'free' }, '400 80000'],
  ['unlinking without an action', 'DELETE /triggers/linked/link-action', {}, '400 80521'],
  ['unlinking without a body', 'DELETE /triggers/linked/link-action', undefined, '400 80521'],
  ['unlinking an action that is a list', 'DELETE /triggers/linked/link-action', { action: ['free'] }, '400 80520'],
  ['unlinking a missing action', 'DELETE /triggers/linked/link-action', { action: 'none' }, '404 80301'],
])

testRejections('v2.0', [
  ['a trigger in the form of v2.1', 'PUT /triggers/fresh?type=cron', everyMinute, '400 80000', 'trigger is required'],
  [
    'an invalid cron expression',
    'PUT /triggers/fresh?type=cron',
    { trigger: { cronOption: '*' } },
    '400 80000',
    'trigger.cronOption must be 5 fields',
  ],
  [
    'a cron trigger without an expression',
    'PUT /triggers/fresh?type=cron',
    { trigger: {} },
    '400 80000',
    'trigger.cronOption is required',
  ],
  [
    'a trigger type of v2.1',
    'PUT /triggers/fresh?type=secret_manager',
    { trigger: {} },
    '400 80000',
    'type must be one of',
  ],
  [
    'a product by its name, as in v2.1',
    'PUT /triggers/fresh?type=github',
    { trigger: { credentials: github.credential, events: ['push'] }, link: github.link },
    '400 80000',
    'link.productId is required',
  ],
  [
    'a link without a package',
    'POST /triggers/oldTrigger/link-action',
    { action: 'oldAction' },
    '400 80521',
    'package',
  ],
])
