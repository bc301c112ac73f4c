import type { RequestCase } from './request-case.ts'
import { action, activationId, descriptionAndParameters, page, pageQuery } from './shared-params.ts'

const actionPath = '/packages/shop/actions/greet'
const exec = { kind: 'python:3.13', binary: false, code: "def main(args):\n    return {'안녕': True}", main: 'main' }
const jar = { kind: 'java:21', binary: true, code: 'UEsDBA==', main: 'Main' }
const limits = { timeout: 60_000, memory: 128 }
const subnet = { vpcNo: 21_538, subnetNo: 45_007 }
const execOnVpc = { exec, limits, vpc: [subnet] }
const image = { kind: 'custom image', imageUri: 'registry/image:1' }
const sequence = { kind: 'sequence', components: ['shop/first', '-/second'] }
const webOptions = { 'raw-http': true, 'custom-options': false }

/** The requests of the calls for actions. */
export const actionRequests: readonly RequestCase[] = [
  { call: 'actions.list', params: { packageName: 'shop' }, line: 'GET /packages/shop/actions' },
  { call: 'actions.list', variant: '- for no package', params: { packageName: '-' }, line: 'GET /packages/-/actions' },
  { call: 'actions.get', params: action, line: `GET ${actionPath}` },
  {
    call: 'actions.put',
    variant: 'source text for the vpc platform',
    params: { ...action, ...execOnVpc, ...descriptionAndParameters },
    platform: 'vpc',
    line: `PUT ${actionPath}`,
    query: 'type=basic',
    body: { ...execOnVpc, ...descriptionAndParameters },
    v20: { query: '', body: { exec, limits, vpc: subnet, ...descriptionAndParameters, web: false } },
  },
  {
    call: 'actions.put',
    variant: 'source text for the classic platform',
    params: { ...action, exec, limits, type: 'basic' },
    platform: 'classic',
    line: `PUT ${actionPath}`,
    query: 'type=basic',
    body: { exec, limits },
    v20: { query: '', body: { exec, limits, web: false } },
  },
  {
    call: 'actions.put',
    variant: 'no subnet, because v2.0 allows it',
    params: { ...action, exec, limits },
    only: ['KR v2.0', 'SGN v2.0', 'JPN v2.0'],
    line: `PUT ${actionPath}`,
    v20: { body: { exec, limits, web: false } },
  },
  {
    call: 'actions.put',
    variant: 'two subnets',
    params: { ...action, exec, limits, vpc: [subnet, { vpcNo: 1, subnetNo: 2 }] },
    only: ['KR', 'SGN', 'JPN', 'fin'],
    line: `PUT ${actionPath}`,
    query: 'type=basic',
    body: { exec, limits, vpc: [subnet, { vpcNo: 1, subnetNo: 2 }] },
  },
  {
    call: 'actions.put',
    variant: 'a file for a web action',
    params: { ...action, packageName: '-', exec: jar, limits, vpc: [subnet], type: 'web', ...webOptions },
    platform: 'vpc',
    line: 'PUT /packages/-/actions/greet',
    query: 'type=web',
    body: { exec: jar, limits, vpc: [subnet], ...webOptions },
    v20: { query: '', body: { exec: jar, limits, vpc: subnet, ...webOptions, web: true } },
  },
  {
    call: 'actions.put',
    variant: 'a web action for the classic platform',
    params: { ...action, exec: jar, limits, type: 'web' },
    platform: 'classic',
    line: `PUT ${actionPath}`,
    query: 'type=web',
    body: { exec: jar, limits },
    v20: { query: '', body: { exec: jar, limits, web: true } },
  },
  {
    call: 'actions.put',
    variant: 'a container image',
    params: { ...action, exec: image, limits, vpc: [subnet] },
    platform: 'vpc',
    line: `PUT ${actionPath}`,
    query: 'type=basic',
    body: { exec: image, limits, vpc: [subnet] },
    v20: { query: '', body: { exec: image, limits, vpc: subnet, web: false } },
  },
  {
    call: 'actions.put',
    variant: 'a sequence',
    params: { ...action, exec: sequence, type: 'sequence', description: 'd' },
    line: `PUT ${actionPath}`,
    query: 'type=sequence',
    body: { exec: sequence, description: 'd' },
    v20: { query: '', body: { exec: sequence, description: 'd', web: false } },
  },
  {
    call: 'actions.put',
    variant: 'a web sequence',
    params: { ...action, exec: sequence, type: 'sequence-web', ...webOptions },
    line: `PUT ${actionPath}`,
    query: 'type=sequence-web',
    body: { exec: sequence, ...webOptions },
    v20: { query: '', body: { exec: sequence, ...webOptions, web: true } },
  },
  { call: 'actions.run', params: action, line: `POST ${actionPath}`, body: {} },
  {
    call: 'actions.run',
    variant: 'parameters and timeout',
    params: { ...action, packageName: '-', parameters: { name: '김' }, timeout: 0 },
    line: 'POST /packages/-/actions/greet',
    query: 'timeout=0',
    body: { name: '김' },
  },
  { call: 'actions.delete', params: action, line: `DELETE ${actionPath}` },
  { call: 'actions.listActivations', params: action, line: `GET ${actionPath}/activations` },
  {
    call: 'actions.listActivations',
    variant: 'page and time window',
    params: { ...action, ...page },
    line: `GET ${actionPath}/activations`,
    query: pageQuery,
  },
  {
    call: 'actions.getActivation',
    params: { ...action, activationId },
    line: `GET ${actionPath}/activations/${activationId}`,
  },
]
