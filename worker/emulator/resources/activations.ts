import { Refusal, type ServiceError } from '../gateway/responses.ts'
import type { Call, Handler, Service } from '../service.ts'
import type { ActivationRecord } from '../store/store.ts'
import {
  ACTION_ACTIVATION_NOT_FOUND,
  earliest,
  LARGEST_PAGE,
  MONTH,
  NAMESPACE,
  SUBJECT,
  TRIGGER_ACTIVATION_NOT_FOUND,
  WRONG_QUERY,
} from '../unknowns.ts'
import { actionKey, find } from './documents.ts'
import { readTime } from './versions.ts'

/** A whole number of a query. */
export const readWhole = ({ query }: Call, name: string, min: number, max: number, otherwise: number): number => {
  const text = query[name]
  if (text === undefined) return otherwise
  if (/^\d{1,15}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text)
  throw new Refusal(WRONG_QUERY, `${name} must be a whole number from ${min} to ${max}`)
}

const readWindow = ({ query, version }: Call, name: string, otherwise: number, utcOffset: number): number => {
  const text = query[name]
  const time = text === undefined ? otherwise : readTime(version, text, utcOffset)
  if (!Number.isNaN(time)) return time
  const form = version === 'v2.1' ? 'milliseconds since the epoch' : "yyyy-MM-ddTHH:mm:ss in the region's time"
  throw new Refusal(WRONG_QUERY, `${name} must be ${form}`)
}

/** The page of a query. What is older than a month is not there, whatever is asked for. */
const page = (call: Call, { store, now, utcOffset }: Service, of?: string) => {
  const time = now()
  const pageNo = readWhole(call, 'pageNo', 1, LARGEST_PAGE, 1)
  const limit = readWhole(call, 'pageSize', 1, LARGEST_PAGE, 20)
  const { page, total } = store.listActivations({
    platform: call.platform,
    ...(of !== undefined && { of }),
    start: earliest(readWindow(call, 'start', 0, utcOffset), time),
    end: Math.min(readWindow(call, 'end', time, utcOffset), Number.MAX_SAFE_INTEGER - 1),
    offset: Math.min((pageNo - 1) * limit, Number.MAX_SAFE_INTEGER),
    limit,
  })
  const activations = page.map(({ activationId, duration, status }) => ({ activationId, duration, status }))
  return { content: { activations, totalCount: total } }
}

/** An activation as it is shown, without logs. */
export const shown = ({ activationId, duration, start, end, name, status, success, result }: ActivationRecord) => ({
  activationId,
  duration,
  start,
  end,
  name,
  namespace: NAMESPACE,
  response: { result, status, success },
  subject: SUBJECT,
})

const detail = (call: Call, { store, now, activationDelay }: Service, of: string, notFound: ServiceError) => {
  const record = store.getActivation(call.platform, of, call.names.activationId ?? '')
  const time = now()
  if (!record || record.start < time - MONTH) throw new Refusal(notFound)
  if (time < Math.max(record.start, record.end) + activationDelay) {
    throw new Refusal(notFound, 'Listed already, but it cannot be had yet.')
  }
  return { content: { ...shown(record), logs: record.logs } }
}

const actionOf = ({ platform, names: { packageName = '', actionName = '' } }: Call, service: Service): string => {
  const key = actionKey(packageName, actionName)
  find(service, 'action', platform, key)
  return key
}

/** What the activations of a trigger are kept under. */
export const triggerKey = (triggerName: string): string => `trigger:${triggerName}`

const triggerOf = ({ platform, names: { triggerName = '' } }: Call, service: Service): string => {
  find(service, 'trigger', platform, triggerName)
  return triggerKey(triggerName)
}

export const getActivationList: Handler = (call, service) => page(call, service)

export const getActionActivationList: Handler = (call, service) => page(call, service, actionOf(call, service))

export const getActionActivationDetail: Handler = (call, service) =>
  detail(call, service, actionOf(call, service), ACTION_ACTIVATION_NOT_FOUND)

export const getTriggerActivationList: Handler = (call, service) => page(call, service, triggerOf(call, service))

export const getTriggerActivationDetail: Handler = (call, service) =>
  detail(call, service, triggerOf(call, service), TRIGGER_ACTIVATION_NOT_FOUND)
