import { timeWindow } from '../endpoint-table.ts'
import type { RequestCase } from './request-case.ts'
import { page, pageQuery } from './shared-params.ts'

/** The requests of the calls for the activations of all actions. */
export const activationRequests: readonly RequestCase[] = [
  { call: 'activations.list', line: 'GET /activations' },
  {
    call: 'activations.list',
    variant: 'page and time window',
    params: page,
    line: 'GET /activations',
    query: pageQuery,
  },
  {
    call: 'activations.list',
    variant: 'only the end of the time window',
    params: { end: timeWindow.end },
    line: 'GET /activations',
    query: 'end={end}',
  },
]
