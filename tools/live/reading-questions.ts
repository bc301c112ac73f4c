import type { OperationId } from '../../lib/api/operations.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
import type { Step } from './compare.ts'
import type { Question } from './shapes.ts'
import type { RawRequest } from './side.ts'

const DAY = 86_400_000

/**
 * Requests that change nothing and that most often must be refused: each shows a code, or a rule, that the
 * documentation leaves open.
 *
 * @param missing A name that nothing has.
 */
export const readingQuestions = ({ site, apiVersion }: ResolvedEndpoint, missing: string): readonly Step[] => {
  const raw = (
    operation: OperationId,
    asked: string,
    path: string,
    request: RawRequest,
    question?: Question,
  ): Step => ({
    operation,
    asked,
    ...(question && { question }),
    ask: (side) => side.ask('GET', path, request),
  })
  const activationId = '0'.repeat(32)
  const [packageName, actionName, triggerName] = [missing, missing, missing]
  const timeOf = (time: number): string =>
    apiVersion === 'v2.1' ? `${time}` : new Date(time + 9 * 3_600_000).toISOString().slice(0, 19)
  const now = Date.now()
  /** Hardly anything ran in it, so that the largest page is small too. */
  const instant = `start=${timeOf(now - 2000)}&end=${timeOf(now - 1000)}`
  const list = (asked: string, search: string, question: Question = 'WRONG_QUERY') =>
    raw('getActivationList', asked, '/activations', { search }, question)

  return [
    {
      operation: 'getPackage',
      asked: 'a package there is not',
      ask: ({ client }) => client.packages.get({ packageName }),
    },
    {
      operation: 'getActionList',
      asked: 'a package there is not',
      question: 'MISSING_PACKAGE_IS_EMPTY',
      ask: ({ client }) => client.actions.list({ packageName }),
    },
    {
      operation: 'getAction',
      asked: 'an action there is not',
      ask: ({ client }) => client.actions.get({ packageName: '-', actionName }),
    },
    {
      operation: 'getAction',
      asked: 'a package there is not',
      ask: ({ client }) => client.actions.get({ packageName, actionName }),
    },
    {
      operation: 'getActionActivationList',
      asked: 'an action there is not',
      ask: ({ client }) => client.actions.listActivations({ packageName: '-', actionName }),
    },
    {
      operation: 'getActionActivationDetail',
      asked: 'an action there is not',
      ask: ({ client }) => client.actions.getActivation({ packageName: '-', actionName, activationId }),
    },
    {
      operation: 'getTrigger',
      asked: 'a trigger there is not',
      ask: ({ client }) => client.triggers.get({ triggerName }),
    },
    {
      operation: 'getTriggerActivationList',
      asked: 'a trigger there is not',
      ask: ({ client }) => client.triggers.listActivations({ triggerName }),
    },
    {
      operation: 'getTriggerActivationDetail',
      asked: 'a trigger there is not',
      ask: ({ client }) => client.triggers.getActivation({ triggerName, activationId }),
    },
    raw('getPackage', 'a name with a dot', '/packages/ncf.live', {}, 'WRONG_NAME'),
    raw('getPackage', 'a name of 51 characters', `/packages/${'n'.repeat(51)}`, {}, 'WRONG_NAME'),
    raw('getPackageList', 'platform left out', '/packages', { platform: '' }),
    raw('getPackageList', 'a parameter there is not', '/packages', { search: 'ncf=live' }),
    ...(site === 'public'
      ? [
          raw('getPackageList', 'platform=ncf', '/packages', { platform: 'ncf' }, 'WRONG_QUERY'),
          raw('getPackageList', 'platform twice', '/packages', { search: 'platform=vpc' }, 'WRONG_QUERY'),
        ]
      : [raw('getPackageList', 'platform, which this site has not', '/packages', { search: 'platform=vpc' })]),
    list('pageSize=0', 'pageSize=0'),
    list('pageSize=ncf', 'pageSize=ncf'),
    list('pageSize=2147483647', `pageSize=2147483647&${instant}`, 'LARGEST_PAGE'),
    list('pageSize=2147483648', `pageSize=2147483648&${instant}`),
    list('pageNo=0', 'pageNo=0'),
    list('start=ncf', 'start=ncf'),
    list('start 60 days ago', `pageSize=1&start=${timeOf(now - 60 * DAY)}`, 'earliest'),
    list('end before start', `pageSize=1&start=${timeOf(now - 1000)}&end=${timeOf(now - 2000)}`),
    raw('getPackageList', 'an address there is not', '/ncf-live', {}),
    raw('getPackageList', 'no key', '/packages', { signed: 'not' }),
    raw('getPackageList', 'a wrong signature', '/packages', { signed: 'wrong' }),
    raw('getPackageList', 'no key, an address there is not', '/ncf-live', { signed: 'not' }),
  ]
}
