import type { RequestCase } from './request-case.ts'
import { descriptionAndParameters } from './shared-params.ts'

/** The requests of the calls for packages. */
export const packageRequests: readonly RequestCase[] = [
  { call: 'packages.list', line: 'GET /packages' },
  { call: 'packages.list', variant: 'the documented request for empty parameters', params: {}, line: 'GET /packages' },
  { call: 'packages.get', params: { packageName: 'shop' }, line: 'GET /packages/shop' },
  {
    call: 'packages.put',
    params: { packageName: 'shop', ...descriptionAndParameters },
    line: 'PUT /packages/shop',
    body: descriptionAndParameters,
  },
  {
    call: 'packages.put',
    variant: 'an empty body',
    params: { packageName: 'shop' },
    line: 'PUT /packages/shop',
    body: {},
  },
  {
    call: 'packages.put',
    variant: 'an empty description and parameters',
    params: { packageName: 'shop', description: '', parameters: {} },
    line: 'PUT /packages/shop',
    body: { description: '', parameters: {} },
  },
  { call: 'packages.delete', params: { packageName: 'shop' }, line: 'DELETE /packages/shop' },
]
