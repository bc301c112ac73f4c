import type { OperationId } from '../../lib/api/operations.ts'
import type { Finding, Step } from './compare.ts'
import type { Hide } from './redact.ts'
import { type Question, questionsOfFields, type Shape, shapesOf } from './shapes.ts'
import type { Answer, Side } from './side.ts'

/** One run of the command: whom it asks, and what it has found. */
export interface Session {
  readonly service: Side
  readonly shapes: Readonly<Partial<Record<OperationId, Shape>>>
  readonly hide: Hide
  /** Asks the service on one of its platforms, unless the run was interrupted. */
  readonly ask: (side: Side, ask: Step['ask']) => Promise<Answer>
  /** Keeps what came of a step. What the key may not do says nothing of the service: that is counted apart. */
  readonly add: (step: Step, findings: readonly Finding[], answer: Answer) => void
  /** Something else to be told at the end. */
  readonly note: (text: string) => void
  readonly findings: readonly Finding[]
  readonly notes: readonly string[]
  /** The assumptions that were put to the service. */
  readonly questions: ReadonlySet<Question>
  readonly forbidden: ReadonlySet<OperationId>
  readonly steps: () => number
}

/** The key was refused by the gateway. */
export class KeyRefused extends Error {}

const errorOf = ({ body }: Answer) =>
  (body as { error?: { errorCode?: unknown; message?: unknown } } | null | undefined)?.error

const isForbidden = (answer: Answer): boolean => answer.status === 403 && errorOf(answer) !== undefined

/** By the gateway, whose codes have three digits; the service's own refusals are about operations. */
const isRefused = (answer: Answer): boolean =>
  answer.status === 401 || (answer.status === 403 && String(errorOf(answer)?.errorCode).length === 3)

/** Begins a run. */
export const createSession = (service: Side, hide: Hide, stop: AbortSignal): Session => {
  const findings: Finding[] = []
  const notes: string[] = []
  const questions = new Set<Question>()
  const forbidden = new Set<OperationId>()
  let steps = 0
  let isFirst = true
  return {
    service,
    hide,
    shapes: shapesOf(service.place),
    findings,
    notes,
    questions,
    forbidden,
    steps: () => steps,
    async ask(side, ask) {
      stop.throwIfAborted()
      const answer = await side.observe(ask)
      if (isFirst && isRefused(answer)) throw new KeyRefused(`${answer.said} (status ${answer.status})`)
      isFirst = false
      return answer
    },
    add(step, found, answer) {
      steps += 1
      if (isForbidden(answer)) {
        forbidden.add(step.operation)
        return
      }
      findings.push(...found)
      const more = Object.keys(step.more ?? {}) as Question[]
      for (const each of [...(step.question ? [step.question] : []), ...more]) questions.add(each)
      if (answer.status < 200 || answer.status >= 300) return
      questions.add('SUCCESS')
      const { content } = (answer.body ?? {}) as { content?: object }
      for (const [at, each] of Object.entries(questionsOfFields)) {
        if (content && Object.hasOwn(content, at.replace('content.', ''))) questions.add(each)
      }
    },
    note: (text) => notes.push(text),
  }
}
