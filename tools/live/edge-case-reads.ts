import type { OperationId } from '../../lib/api/operations.ts'
import type { ResolvedEndpoint } from '../../lib/api/resolve-endpoint.ts'
import type { Assumption } from './assumptions.ts'
import type { Check } from './check.ts'
import type { RawRequest } from './target.ts'

const DAY_MS = 86_400_000
const KOREA_OFFSET_MS = 9 * 3_600_000

/**
 * Returns GET requests for missing resources, invalid requests, and requests at a limit. The documentation does not
 * say what the service returns for them.
 *
 * @param missingName A name that no resource has.
 */
export const edgeCaseReads = ({ site, apiVersion }: ResolvedEndpoint, missingName: string): readonly Check[] => {
  const raw = (
    operation: OperationId,
    request: string,
    path: string,
    rawRequest: RawRequest,
    assumption?: Assumption,
  ): Check => ({
    operation,
    request,
    ...(assumption && { assumption }),
    call: (target) => target.send('GET', path, rawRequest),
  })
  const activationId = '0'.repeat(32)
  const [packageName, actionName, triggerName] = [missingName, missingName, missingName]
  const formatTime = (time: number): string =>
    apiVersion === 'v2.1' ? `${time}` : new Date(time + KOREA_OFFSET_MS).toISOString().slice(0, 19)
  const now = Date.now()
  /** One second, so that the largest page is small, too. */
  const oneSecond = `start=${formatTime(now - 2000)}&end=${formatTime(now - 1000)}`
  const list = (request: string, search: string, assumption: Assumption = 'WRONG_QUERY') =>
    raw('getActivationList', request, '/activations', { search }, assumption)

  const missingResources: readonly Check[] = [
    {
      operation: 'getPackage',
      request: 'a package that does not exist',
      call: ({ client }) => client.packages.get({ packageName }),
    },
    {
      operation: 'getActionList',
      request: 'a package that does not exist',
      assumption: 'MISSING_PACKAGE_IS_EMPTY',
      call: ({ client }) => client.actions.list({ packageName }),
    },
    {
      operation: 'getAction',
      request: 'an action that does not exist',
      call: ({ client }) => client.actions.get({ packageName: '-', actionName }),
    },
    {
      operation: 'getAction',
      request: 'a package that does not exist',
      call: ({ client }) => client.actions.get({ packageName, actionName }),
    },
    {
      operation: 'getActionActivationList',
      request: 'an action that does not exist',
      call: ({ client }) => client.actions.listActivations({ packageName: '-', actionName }),
    },
    {
      operation: 'getActionActivationDetail',
      request: 'an action that does not exist',
      call: ({ client }) => client.actions.getActivation({ packageName: '-', actionName, activationId }),
    },
    {
      operation: 'getTrigger',
      request: 'a trigger that does not exist',
      call: ({ client }) => client.triggers.get({ triggerName }),
    },
    {
      operation: 'getTriggerActivationList',
      request: 'a trigger that does not exist',
      call: ({ client }) => client.triggers.listActivations({ triggerName }),
    },
    {
      operation: 'getTriggerActivationDetail',
      request: 'a trigger that does not exist',
      call: ({ client }) => client.triggers.getActivation({ triggerName, activationId }),
    },
  ]
  const platforms: readonly Check[] =
    site === 'public'
      ? [
          raw('getPackageList', 'platform=ncf', '/packages', { platform: 'ncf' }, 'WRONG_QUERY'),
          raw('getPackageList', 'platform twice', '/packages', { search: 'platform=vpc' }, 'WRONG_QUERY'),
        ]
      : [raw('getPackageList', 'platform, which this site does not have', '/packages', { search: 'platform=vpc' })]
  return [
    ...missingResources,
    raw('getPackage', 'a name with a dot', '/packages/ncf.live', {}, 'WRONG_NAME'),
    raw('getPackage', 'a name of 51 characters', `/packages/${'n'.repeat(51)}`, {}, 'WRONG_NAME'),
    raw('getPackageList', 'without platform', '/packages', { platform: '' }),
    raw('getPackageList', 'an unknown parameter', '/packages', { search: 'ncf=live' }),
    ...platforms,
    list('pageSize=0', 'pageSize=0'),
    list('pageSize=ncf', 'pageSize=ncf'),
    list('pageSize=2147483647', `pageSize=2147483647&${oneSecond}`, 'LARGEST_PAGE'),
    list('pageSize=2147483648', `pageSize=2147483648&${oneSecond}`),
    list('pageNo=0', 'pageNo=0'),
    list('start=ncf', 'start=ncf'),
    list('start 60 days ago', `pageSize=1&start=${formatTime(now - 60 * DAY_MS)}`, 'earliest'),
    list('end before start', `pageSize=1&start=${formatTime(now - 1000)}&end=${formatTime(now - 2000)}`),
    raw('getPackageList', 'an unknown path', '/ncf-live', {}),
    raw('getPackageList', 'no signature', '/packages', { signature: 'none' }),
    raw('getPackageList', 'a wrong signature', '/packages', { signature: 'wrong' }),
    raw('getPackageList', 'an unknown path without a signature', '/ncf-live', { signature: 'none' }),
  ]
}
