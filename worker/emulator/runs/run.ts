import type { Outcome } from '../execute/executor.ts'
import { Refusal } from '../gateway/responses.ts'
import { readWhole, shown } from '../resources/activations.ts'
import { type ActionDocument, actionKey, codeOf, find, lookUp } from '../resources/documents.ts'
import { isObject, type JsonObject, parameters as parametersRule } from '../resources/fields.ts'
import type { Handler, Service } from '../service.ts'
import type { ActivationRecord, Platform } from '../store/store.ts'
import {
  COMPONENTS_HAVE_ACTIVATIONS,
  EMULATOR_LIMIT,
  FAILED_RUN,
  LONGEST_SEQUENCE,
  RUNS_WEB_TYPES,
  STILL_RUNNING,
  SUCCESS,
  WEB_TYPE_RUN,
  WRONG_BODY,
} from '../unknowns.ts'
import { activationId } from './activation-id.ts'
import { record } from './record.ts'
import { partsOf } from './sequence.ts'

const LONGEST_WAIT = 60_000

/** One run: what, with what, and when it began on the emulator's clock. */
export interface Run {
  readonly platform: Platform
  readonly action: ActionDocument
  /** These come before the defaults of action and package. */
  readonly parameters: JsonObject
  readonly start: number
}

/** A run on its way. */
export interface Started {
  readonly activationId: string
  readonly ended: Promise<ActivationRecord>
}

/** Refuses what the service could run and the emulator cannot. */
export const checkRunnable = (service: Service, platform: Platform, action: ActionDocument): void => {
  for (const { name, exec } of partsOf(service, platform, action)) {
    if (!exec.kind.startsWith('nodejs:')) {
      throw new Refusal(EMULATOR_LIMIT, `The emulator runs nodejs actions only; ${name} is ${exec.kind}.`)
    }
    if (exec.binary) {
      throw new Refusal(EMULATOR_LIMIT, `The emulator runs source text only; exec.binary of ${name} is true.`)
    }
  }
}

const failure = (error: string, logs: readonly string[] = []): Outcome => ({
  status: 'application error',
  result: { error },
  logs,
})

/** Values of their own for whoever may change them; and nothing but JSON. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value ?? null))

/** Runs code. An executor should not reject and give JSON only; one of a user's may do otherwise. */
const runCode = async (service: Service, { platform, action }: Run, parameters: JsonObject): Promise<Outcome> => {
  const { exec, limits } = action
  const { kind, main = 'main' } = exec
  const code = codeOf(service, platform, action) ?? ''
  try {
    const outcome = await service.execute({ kind, code, main, parameters, timeoutMs: limits?.timeout ?? LONGEST_WAIT })
    return { ...outcome, result: copy(outcome.result), logs: outcome.logs.map(String) }
  } catch (error) {
    return { status: 'whisk internal error', result: { error: `The executor failed: ${error}` }, logs: [] }
  }
}

/** Runs the parts one after the other, each with the result of the one before; a failure ends it. */
const runSequence = async (service: Service, run: Run, parameters: JsonObject, steps: number): Promise<Outcome> => {
  const { platform, action } = run
  const behind = service.now() - run.start
  const logs: string[] = []
  let outcome: Outcome = { status: 'success', result: parameters, logs }
  for (const key of action.exec.components ?? []) {
    const next = lookUp(service, 'action', platform, key)
    if (!next) return failure(`There is no ${key}.`, logs)
    if (steps >= LONGEST_SEQUENCE) return failure(`The sequence is longer than ${LONGEST_SEQUENCE}.`, logs)
    if (!isObject(outcome.result)) return failure(`The result before ${key} is no object.`, logs)
    const id = activationId(service.random)
    const component = { platform, action: next, parameters: outcome.result, start: service.now() - behind }
    const ended = await perform(service, component, id, steps + 1, COMPONENTS_HAVE_ACTIVATIONS)
    logs.push(id)
    outcome = { status: ended.status as Outcome['status'], result: ended.result, logs }
    if (!ended.success) break
  }
  return outcome
}

const perform = async (
  service: Service,
  run: Run,
  activationId: string,
  steps = 0,
  isKept = true,
): Promise<ActivationRecord> => {
  const { platform, action, start } = run
  const { name, packageName } = action
  const began = service.now()
  const defaults = lookUp(service, 'package', platform, packageName)?.parameters
  const parameters = copy({ ...defaults, ...action.parameters, ...run.parameters })
  const { status, result, logs } = action.exec.components
    ? await runSequence(service, run, parameters, steps)
    : await runCode(service, run, parameters)
  const duration = Math.max(0, service.now() - began)
  const of = actionKey(packageName, name)
  const success = status === 'success'
  const ended = {
    activationId,
    platform,
    of,
    name,
    start,
    end: start + duration,
    duration,
    status,
    success,
    result,
    logs,
  }
  if (isKept) record(service, ended)
  return ended
}

/** Starts a run; its activation is kept when it ends. */
export const start = (service: Service, run: Run): Started => {
  const id = activationId(service.random)
  const ended = perform(service, run, id)
  service.background(ended)
  return { activationId: id, ended }
}

/** Waits for a run, but no longer than it may take. */
export const waitFor = async (
  { sleep }: Service,
  { ended }: Started,
  ms: number,
): Promise<ActivationRecord | undefined> => {
  if (ms === 0) return undefined
  const waiting = new AbortController()
  try {
    return await Promise.race([ended, sleep(ms, waiting.signal).then(() => undefined)])
  } finally {
    waiting.abort()
  }
}

export const postAction: Handler = async (call, service) => {
  const { platform, names, body = {} } = call
  const { packageName = '', actionName = '' } = names
  const timeout = readWhole(call, 'timeout', 0, LONGEST_WAIT, LONGEST_WAIT)
  const action = find(service, 'action', platform, actionKey(packageName, actionName))
  if (action.type.includes('web') && !RUNS_WEB_TYPES) throw new Refusal(WEB_TYPE_RUN)
  if (!parametersRule.holds(body)) throw new Refusal(WRONG_BODY, `The body ${parametersRule.rule}.`)
  checkRunnable(service, platform, action)
  const started = start(service, { platform, action, parameters: body, start: service.now() })
  const ended = await waitFor(service, started, timeout)
  if (!ended) return { status: STILL_RUNNING, content: { activationId: started.activationId } }
  return { status: ended.success ? SUCCESS : FAILED_RUN, content: shown(ended) }
}
