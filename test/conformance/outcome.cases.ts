import { NcloudError, type NcloudErrorFields, type Outcome, outcomeOf } from '../../lib/index.ts'
import { equal } from '../support/assert.ts'
import type { Case } from './case.ts'

const failed = (fields: NcloudErrorFields) => new NcloudError('failed', { operation: 'postAction', ...fields })

const outcomes: readonly [name: string, error: unknown, outcome: Outcome][] = [
  ['misuse by type', new TypeError('parameters'), 'not_executed'],
  ['misuse by value', new RangeError('timeout'), 'not_executed'],
  ['a reason of the caller', new DOMException('left', 'AbortError'), 'unknown'],
  ['what only sounds like misuse', Object.assign(new Error('no'), { name: 'MyTypeError' }), 'unknown'],
  ['misuse of something else', Object.assign(new Error('no'), { name: 'TypeErrorOfMine' }), 'unknown'],
  ['nothing at all', undefined, 'unknown'],
  ['wrong parameters', failed({ code: '80000', status: 400 }), 'not_executed'],
  ['a refused key', failed({ code: '200', status: 401 }), 'not_executed'],
  ['a missing permission', failed({ code: '80002', status: 403 }), 'not_executed'],
  ['no such action', failed({ code: '80301', status: 404 }), 'not_executed'],
  ['too many', failed({ code: '410', status: 429, retryable: true }), 'not_executed'],
  ['no service behind the gateway', failed({ code: '500', status: 503 }), 'not_executed'],
  ['another 503', failed({ code: 'http_error', status: 503 }), 'unknown'],
  ['a gateway that failed', failed({ code: '900', status: 500 }), 'unknown'],
  ['a service that failed', failed({ code: '81311', status: 500 }), 'unknown'],
  ['a bad gateway', failed({ code: 'http_error', status: 502 }), 'unknown'],
  ['a gateway that waited in vain', failed({ code: '510', status: 504 }), 'unknown'],
  ['no answer', failed({ code: 'network' }), 'unknown'],
  ['no answer, whatever is said of it', failed({ code: 'network', details: 'reset' }), 'unknown'],
  ['a code of the gateway with another status', failed({ code: '500', status: 502 }), 'unknown'],
  ['the last of redirects', failed({ code: 'http_error', status: 399 }), 'unknown'],
  ['no answer in time', failed({ code: 'timeout' }), 'unknown'],
  ['an answer that cannot be read', failed({ code: 'invalid_response', status: 200 }), 'unknown'],
  ['an error under a success status', failed({ code: '80301', status: 200 }), 'unknown'],
  ['a redirect', failed({ code: 'redirect', status: 303 }), 'unknown'],
  ['a busy gateway, by the proxy', failed({ code: 'upstream_busy', status: 503, retryable: true }), 'not_executed'],
  ['a gateway of which the proxy knows no more', failed({ code: 'upstream_busy', status: 503 }), 'unknown'],
  ['a proxy without configuration', failed({ code: 'misconfigured', status: 503 }), 'not_executed'],
  ['a proxy that cannot tell who calls', failed({ code: 'auth_unavailable', status: 503 }), 'not_executed'],
  ['a proxy that cannot count', failed({ code: 'limiter_unavailable', status: 503 }), 'not_executed'],
  ['a refused key of the proxy', failed({ code: 'upstream_auth_failed', status: 502 }), 'not_executed'],
  ['a proxy that failed', failed({ code: 'internal', status: 500 }), 'unknown'],
  ['no end in time', failed({ code: 'timeout', details: '18718fde21424114b18fde21428114c8' }), 'executed'],
  [
    'an activation that may not be seen',
    failed({ code: '80002', status: 403, operation: 'getActionActivationDetail' }),
    'executed',
  ],
  [
    'what may be repeated for another reason',
    failed({ code: '510', status: 504, retryable: true, operation: 'deleteAction' }),
    'unknown',
  ],
]

export const outcomeCases: readonly Case[] = outcomes.map(([name, error, outcome]) => ({
  name: `outcomeOf says ${outcome} after ${name}`,
  run: () => equal(outcomeOf(error), outcome),
}))
