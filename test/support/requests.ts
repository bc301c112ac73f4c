import type { OperationId } from '../../lib/index.ts'

/** A request for an operation. */
export interface SampleRequest {
  readonly method: string
  /** Path and query after the path of the API version. */
  readonly target: string
  readonly body?: object
}

const action = '/packages/package001/actions/hello'
const id = '0123456789abcdef0123456789abcdef'

/** A valid request for each operation, in both API versions. */
export const sampleRequests: Readonly<Record<OperationId, SampleRequest>> = {
  getPackageList: { method: 'GET', target: '/packages' },
  getPackage: { method: 'GET', target: '/packages/package001' },
  putPackage: { method: 'PUT', target: '/packages/package001', body: { description: 'Create package' } },
  deletePackage: { method: 'DELETE', target: '/packages/package001' },
  getActionList: { method: 'GET', target: '/packages/-/actions' },
  getAction: { method: 'GET', target: action },
  putAction: { method: 'PUT', target: action, body: { exec: { kind: 'nodejs:22' } } },
  postAction: { method: 'POST', target: `${action}?timeout=1000`, body: { place: 'NAVER' } },
  deleteAction: { method: 'DELETE', target: action },
  getActionActivationList: { method: 'GET', target: `${action}/activations?pageNo=2&pageSize=10` },
  getActionActivationDetail: { method: 'GET', target: `${action}/activations/${id}` },
  getTriggerList: { method: 'GET', target: '/triggers' },
  getTrigger: { method: 'GET', target: '/triggers/daily' },
  putTrigger: { method: 'PUT', target: '/triggers/daily?type=cron', body: { description: 'Every day' } },
  postTrigger: { method: 'POST', target: '/triggers/daily', body: { place: 'NAVER' } },
  deleteTrigger: { method: 'DELETE', target: '/triggers/daily' },
  postTriggerLinkAction: { method: 'POST', target: '/triggers/daily/link-action', body: { action: 'a', package: 'p' } },
  deleteTriggerLinkAction: {
    method: 'DELETE',
    target: '/triggers/daily/link-action',
    body: { action: 'a', package: 'p' },
  },
  getTriggerActivationList: { method: 'GET', target: '/triggers/daily/activations' },
  getTriggerActivationDetail: { method: 'GET', target: `/triggers/daily/activations/${id}` },
  getActivationList: { method: 'GET', target: '/activations' },
}
