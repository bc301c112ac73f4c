import type { OperationId } from '../../lib/api/operations.ts'
import { factsOf, headline } from './facts.ts'
import { type Hide, openly } from './redact.ts'
import { type Question, questionsOfFields, type Shape } from './shapes.ts'
import type { Answer, Side } from './side.ts'

/** One thing that is asked of both sides. */
export interface Step {
  readonly operation: OperationId
  /** What is asked, in a few words. */
  readonly asked: string
  /** The assumption that the answer confirms or refutes. */
  readonly question?: Question
  readonly ask: (side: Side) => Promise<unknown>
  /** What else of the content answers an assumption, in words of this project. */
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what is found out
  readonly more?: Readonly<Partial<Record<Question, (content: any) => string>>>
}

/** A difference. */
export interface Finding {
  readonly operation: OperationId
  readonly asked: string
  /** Where in the answer. */
  readonly at: string
  readonly question: Question | ''
  /** What the client's types say, where the service does otherwise. */
  readonly types: string
  readonly emulator: string
  readonly service: string
}

/** What the status of a success answers; between two successes, nothing else is asked. */
const ofSuccess: readonly (Question | '')[] = ['FAILED_RUN', 'STILL_RUNNING']

/** Whether it is a success. */
export const isGood = ({ status }: Answer): boolean => status >= 200 && status < 300

const contentOf = ({ body }: Answer): unknown => (body as { content?: unknown } | null | undefined)?.content

const moreOf = (step: Step, answer: Answer): [Question, string][] =>
  Object.entries(step.more ?? {}).map(([question, tell]) => {
    try {
      return [question as Question, isGood(answer) ? tell(contentOf(answer)) : 'no answer']
    } catch {
      return [question as Question, 'something else']
    }
  })

/** Where the answers of the two sides to one step differ from each other, and the service's from the client's types. */
export const compare = (
  step: Step,
  { service, emulator }: { readonly service: Answer; readonly emulator: Answer },
  shape: Shape | undefined,
  hide: Hide,
): Finding[] => {
  const { operation, asked, question = '' } = step
  const findings: Finding[] = []
  const add = (at: string, of: Finding['question'], types: string, emulator: string, service: string): void => {
    findings.push({ operation, asked, at, question: of, types, emulator, service })
  }

  // Facts first: they remember what the account holds, so that a message cannot repeat it.
  const [theirs, ours] = [factsOf(service, shape, hide), factsOf(emulator, shape, openly)]
  const expectedHeadline = headline(emulator, openly)
  const areAlike = isGood(service) === isGood(emulator)
  if (headline(service, openly) !== expectedHeadline) {
    const isSuccess = areAlike && isGood(service)
    const of = isSuccess && !ofSuccess.includes(question) ? 'SUCCESS' : question
    add('answer', of, '', expectedHeadline, headline(service, hide))
  }

  const isUnknown = (at: string): boolean => [...theirs.empty, ...ours.empty].some((list) => at.startsWith(`${list}[]`))
  // What is within something else is something else too: that goes without saying. Outer places come first.
  const different: string[] = []
  const isWithin = (at: string): boolean =>
    different.some((outer) => /^[.[]/.test(at.slice(outer.length)) && at.startsWith(outer))
  for (const at of new Set([...theirs.at.keys(), ...ours.at.keys()])) {
    const [is, expected] = [theirs.at.get(at), ours.at.get(at) ?? 'absent']
    const types = theirs.against.get(at) ?? ''
    if (isWithin(at)) continue
    const differs = areAlike && !isUnknown(at) && (is ?? 'absent') !== expected
    if (differs) different.push(at)
    if (differs || types) {
      const of = questionsOfFields[at] ?? ''
      add(theirs.printed.get(at) ?? at, of, types, areAlike && !isUnknown(at) ? expected : 'not known', is ?? 'absent')
    }
  }

  const said = new Map(moreOf(step, emulator))
  for (const [of, text] of areAlike ? moreOf(step, service) : []) {
    if (said.get(of) !== text) add('value', of, '', said.get(of) ?? '', text)
  }
  return findings
}
