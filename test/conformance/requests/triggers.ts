import type { RequestCase } from './request-case.ts'
import { action, activationId, descriptionAndParameters, page, pageQuery, trigger } from './shared-params.ts'

const triggerPath = '/triggers/nightly'
const credential = { username: 'kim', accessToken: 'TOKEN', repository: 'kim/shop' }
const events = ['push', 'pull_request']
const insightLink = [{ prodKey: '1', ruleGrpId: '2', reminderTime: 5, enableNotiWhenEventClose: true }]
const objectStorageLink = [{ bucketName: 'bucket', eventRuleName: 'created' }]
const sourceCommitLink = [{ repositoryName: 'shop', webhookName: 'pushed', enable: false }]
const secretManagerLink = [{ secretName: 'password' }]

const publicAndFin = ['KR', 'KR classic', 'KR v2.0', 'KR v2.0 classic', 'SGN', 'SGN v2.0', 'JPN', 'JPN v2.0', 'fin']

/** The requests of the calls for triggers. */
export const triggerRequests: readonly RequestCase[] = [
  { call: 'triggers.list', line: 'GET /triggers' },
  { call: 'triggers.get', params: trigger, line: `GET ${triggerPath}` },
  {
    call: 'triggers.put',
    variant: 'a cron trigger',
    params: { ...trigger, type: 'cron', cronOption: '0 20 * * 1-5', ...descriptionAndParameters },
    line: `PUT ${triggerPath}`,
    query: 'type=cron',
    body: { cronOption: '0 20 * * 1-5', ...descriptionAndParameters },
    v20: { body: { trigger: { cronOption: '0 20 * * 1-5', ...descriptionAndParameters } } },
  },
  {
    call: 'triggers.put',
    variant: 'a GitHub trigger without link',
    params: { ...trigger, type: 'github', credential, events },
    line: `PUT ${triggerPath}`,
    query: 'type=github',
    body: { credential, events },
    v20: { body: { trigger: { credentials: credential, events } } },
  },
  {
    call: 'triggers.put',
    variant: 'a GitHub trigger with link',
    params: {
      ...trigger,
      type: 'github',
      credential,
      events: ['*'],
      link: { productName: 'shop', apiName: 'hooks', stageName: 'v1' },
    },
    only: ['KR', 'KR classic', 'SGN', 'JPN', 'fin'],
    line: `PUT ${triggerPath}`,
    query: 'type=github',
    body: { credential, events: ['*'], link: { productName: 'shop', apiName: 'hooks', stageName: 'v1' } },
  },
  {
    call: 'triggers.put',
    variant: 'a GitHub trigger with the link of v2.0',
    params: {
      ...trigger,
      type: 'github',
      credential,
      events,
      link: { productId: 'p1', apiName: 'hooks', stageName: 'v1' },
    },
    only: ['KR v2.0', 'KR v2.0 classic', 'SGN v2.0', 'JPN v2.0', 'gov'],
    line: `PUT ${triggerPath}`,
    query: 'type=github',
    v20: {
      body: {
        trigger: { credentials: credential, events },
        link: { productId: 'p1', apiName: 'hooks', stageName: 'v1' },
      },
    },
  },
  {
    call: 'triggers.put',
    variant: 'a Cloud Insight trigger',
    params: { ...trigger, type: 'insight', insightLink },
    only: publicAndFin,
    line: `PUT ${triggerPath}`,
    query: 'type=insight',
    body: { insightLink },
    v20: { body: { trigger: { insightLink } } },
  },
  {
    call: 'triggers.put',
    variant: 'no insightLink',
    params: { ...trigger, type: 'insight' },
    only: publicAndFin,
    line: `PUT ${triggerPath}`,
    query: 'type=insight',
    body: {},
    v20: { body: { trigger: {} } },
  },
  {
    call: 'triggers.put',
    variant: 'an Object Storage trigger',
    params: { ...trigger, type: 'object_storage', objectStorageLink },
    only: publicAndFin,
    line: `PUT ${triggerPath}`,
    query: 'type=object_storage',
    body: { objectStorageLink },
    v20: { body: { trigger: { objectStorageLink } } },
  },
  {
    call: 'triggers.put',
    variant: 'a SourceCommit trigger',
    params: { ...trigger, type: 'source_commit', sourceCommitLink },
    only: ['KR', 'KR classic', 'KR v2.0', 'KR v2.0 classic', 'fin'],
    line: `PUT ${triggerPath}`,
    query: 'type=source_commit',
    body: { sourceCommitLink },
    v20: { body: { trigger: { sourceCommitLink } } },
  },
  {
    call: 'triggers.put',
    variant: 'a Secret Manager trigger',
    params: { ...trigger, type: 'secret_manager', secretManagerLink },
    only: ['KR', 'KR classic', 'JPN', 'fin'],
    line: `PUT ${triggerPath}`,
    query: 'type=secret_manager',
    body: { secretManagerLink },
  },
  { call: 'triggers.fire', params: trigger, line: `POST ${triggerPath}`, body: {} },
  {
    call: 'triggers.fire',
    variant: 'parameters',
    params: { ...trigger, parameters: { name: '김' } },
    line: `POST ${triggerPath}`,
    body: { name: '김' },
  },
  { call: 'triggers.delete', params: trigger, line: `DELETE ${triggerPath}` },
  {
    call: 'triggers.link',
    params: { ...trigger, ...action },
    line: `POST ${triggerPath}/link-action`,
    body: { action: 'greet', package: 'shop' },
  },
  {
    call: 'triggers.link',
    variant: '- for an action without a package',
    params: { ...trigger, actionName: 'greet' },
    line: `POST ${triggerPath}/link-action`,
    body: { action: 'greet', package: '-' },
  },
  {
    call: 'triggers.unlink',
    params: { ...trigger, ...action },
    line: `DELETE ${triggerPath}/link-action`,
    body: { action: 'greet', package: 'shop' },
  },
  {
    call: 'triggers.unlink',
    variant: '- for an action without a package',
    params: { ...trigger, ...action, packageName: '-' },
    line: `DELETE ${triggerPath}/link-action`,
    body: { action: 'greet', package: '-' },
  },
  { call: 'triggers.listActivations', params: trigger, line: `GET ${triggerPath}/activations` },
  {
    call: 'triggers.listActivations',
    variant: 'page and time window',
    params: { ...trigger, ...page },
    line: `GET ${triggerPath}/activations`,
    query: pageQuery,
  },
  {
    call: 'triggers.getActivation',
    params: { ...trigger, activationId },
    line: `GET ${triggerPath}/activations/${activationId}`,
  },
]
