import { randomBytes } from 'node:crypto'
import { compare, type Step } from './compare.ts'
import { factsOf } from './facts.ts'
import { createMirror, twinActivationId } from './mirror.ts'
import { readingQuestions } from './reading-questions.ts'
import type { Session } from './session.ts'
import type { Answer, Side } from './side.ts'
import { createTwin } from './twin.ts'

/** So many of each kind are looked into. */
const A_FEW = 3

type Names = Readonly<Record<string, string>>

const isName = (text: unknown): text is string => typeof text === 'string' && /^(?!-)[\w-]{1,50}$/.test(text)

const isId = (text: unknown): text is string => typeof text === 'string' && /^\w{32}$/.test(text)

const contentOf = ({ body }: Answer): unknown => (body as { content?: unknown } | null | undefined)?.content

/** The entries of a list, wherever it stands in the content; nothing of what is no list. */
const listOf = (content: unknown, field?: string): Record<string, unknown>[] => {
  const list = field === undefined ? content : (content as Record<string, unknown> | undefined)?.[field]
  return Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null) : []
}

/** A few of a list: first one of each type, then others. */
const aFew = (entries: Record<string, unknown>[]): Record<string, unknown>[] => {
  const named = entries.filter(({ name }) => isName(name))
  const first = named.filter(({ type }, index) => named.findIndex((each) => each.type === type) === index)
  return [...new Set([...first, ...named])].slice(0, A_FEW)
}

/**
 * Asks the service everything that only reads; then brings an emulator into the same kind of state, and asks it the
 * same.
 */
export const read = async (session: Session): Promise<void> => {
  const { service, shapes, hide, note } = session
  const twin = createTwin(service.place, service.platform)
  const mirror = createMirror(twin)
  const asked: { step: Step; answer: Answer }[] = []
  const seeds: (() => Promise<unknown>)[] = []

  /** Asks the service now, and the emulator later, each by its own names. */
  const put = async (
    step: Omit<Step, 'ask'>,
    names: readonly [service: Names, twin: Names],
    // biome-ignore lint/suspicious/noExplicitAny: names are checked when they are chosen
    ask: (side: Side, names: any) => Promise<unknown>,
  ): Promise<unknown> => {
    const answer = await session.ask(service, (side) => ask(side, names[0]))
    asked.push({ step: { ...step, ask: (side) => ask(side, names[1]) }, answer })
    return contentOf(answer)
  }
  const nameless = [{}, {}] as const
  const otherPlatform = service.place.platforms.find((each) => each !== service.platform)

  /** A page of activations, one of them, and one there is not. */
  const activationsOf = async (
    kind: 'actions' | 'triggers',
    names: readonly [Names, Names],
    of: string,
  ): Promise<void> => {
    const [list, detail] =
      kind === 'actions'
        ? (['getActionActivationList', 'getActionActivationDetail'] as const)
        : (['getTriggerActivationList', 'getTriggerActivationDetail'] as const)
    const group = ({ client }: Side) => client[kind] as Side['client']['actions']
    const page = await put({ operation: list, asked: 'one page' }, names, (side, own) =>
      group(side).listActivations({ ...own, pageSize: A_FEW }),
    )
    const found = listOf(page, 'activations').find(({ activationId }) => isId(activationId))
    const missing = { activationId: '0'.repeat(32) }
    const question = kind === 'actions' ? 'ACTION_ACTIVATION_NOT_FOUND' : 'TRIGGER_ACTIVATION_NOT_FOUND'
    const both = [
      { ...names[0], ...missing },
      { ...names[1], ...missing },
    ] as const
    await put({ operation: detail, asked: 'an activation there is not', question }, both, (side, own) =>
      group(side).getActivation(own),
    )
    if (!found) return
    const ids = [
      { ...names[0], activationId: found.activationId as string },
      { ...names[1], activationId: twinActivationId },
    ] as const
    const content = await put({ operation: detail, asked: 'an activation' }, ids, (side, own) =>
      group(side).getActivation(own),
    )
    seeds.push(() => mirror.activation(of, content))
  }

  const listed = await put({ operation: 'getPackageList', asked: 'all' }, nameless, ({ client }) =>
    client.packages.list(),
  )
  const packages = aFew(listOf(listed))
  const found = [{ name: '-' }, ...packages].map(({ name }, index) => ({
    name: name as string,
    twin: index === 0 ? '-' : `twin-package-${index}`,
  }))
  let actions = 0
  for (const { name, twin: own } of found) {
    if (own !== '-') seeds.push(() => mirror.package(own))
    const both = [{ packageName: name }, { packageName: own }] as const
    const list = await put(
      { operation: 'getActionList', asked: own === '-' ? 'of no package' : 'of a package' },
      both,
      ({ client }, at) => client.actions.list(at),
    )
    const few = aFew(listOf(list, 'actions'))
    for (const [index, { name: actionName }] of few.entries()) {
      actions += 1
      const twinName = `twin-${own === '-' ? 'action' : own}-${index + 1}`
      const names = [
        { packageName: name, actionName: actionName as string },
        { packageName: own, actionName: twinName },
      ] as const
      const content = await put({ operation: 'getAction', asked: 'an action' }, names, ({ client }, at) =>
        client.actions.get(at),
      )
      seeds.push(() => mirror.action(own, twinName, content))
      await activationsOf('actions', names, `${own}/${twinName}`)
      if (otherPlatform && index === 0) {
        await put({ operation: 'getAction', asked: 'an action, on the other platform' }, names, ({ client }, at) =>
          client.actions.get({ ...at, platform: otherPlatform }),
        )
      }
    }
    if (own === '-') continue
    await put({ operation: 'getPackage', asked: 'a package' }, both, ({ client }, at) => client.packages.get(at))
    if (otherPlatform) {
      await put({ operation: 'getPackage', asked: 'a package, on the other platform' }, both, ({ client }, at) =>
        client.packages.get({ ...at, platform: otherPlatform }),
      )
    }
  }

  const triggerList = await put({ operation: 'getTriggerList', asked: 'all' }, nameless, ({ client }) =>
    client.triggers.list(),
  )
  const triggers = aFew(listOf(triggerList, 'triggers'))
  for (const [index, { name }] of triggers.entries()) {
    const twinName = `twin-trigger-${index + 1}`
    const names = [{ triggerName: name as string }, { triggerName: twinName }] as const
    const content = await put({ operation: 'getTrigger', asked: 'a trigger' }, names, ({ client }, at) =>
      client.triggers.get(at),
    )
    seeds.push(() => mirror.trigger(twinName, content))
    const linked = (content as { actions?: unknown } | undefined)?.actions
    if (Array.isArray(linked) && linked.length > 0) seeds.push(() => mirror.link(twinName))
    await activationsOf('triggers', names, `trigger:${twinName}`)
    if (otherPlatform && index === 0) {
      await put({ operation: 'getTrigger', asked: 'a trigger, on the other platform' }, names, ({ client }, at) =>
        client.triggers.get({ ...at, platform: otherPlatform }),
      )
    }
  }
  await put({ operation: 'getActivationList', asked: 'one page' }, nameless, ({ client }) =>
    client.activations.list({ pageSize: A_FEW }),
  )
  note(`looked into ${packages.length} packages, ${actions} actions, ${triggers.length} triggers`)

  const missing = `ncf-live-${randomBytes(4).toString('hex')}`
  for (const step of readingQuestions(service.place, missing)) {
    asked.push({ step, answer: await session.ask(service, step.ask) })
  }

  for (const seed of seeds) await seed()
  // All that the account holds is remembered before anything of it is told.
  for (const { step, answer } of asked) factsOf(answer, shapes[step.operation], hide)
  for (const { step, answer } of asked) {
    const emulator = await twin.observe(step.ask)
    session.add(step, compare(step, { service: answer, emulator }, shapes[step.operation], hide), answer)
  }
}
