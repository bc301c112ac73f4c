/** The results of calls in both versions. This file is only compiled: a comment names each error of the compiler. */
import { createClient, NcloudError, nextRuns } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }
const v21 = createClient(key)
const v20 = createClient({ ...key, apiVersion: 'v2.0' })
const gov = createClient({ ...key, site: 'gov' })
const greet = { packageName: 'shop', actionName: 'greet' }

/** Tells whether two types are identical. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <Expected>() => ({
  as: <Actual>(_: Actual, ..._is: Same<Actual, Expected> extends true ? [] : [never]) => {},
})

const type = same<'basic' | 'web' | 'sequence' | 'sequence-web'>()
const action = await v21.actions.get(greet)
type.as(action.type)
same<string | undefined>().as(action.exec.code)
const actionV20 = await v20.actions.get(greet)
same<boolean>().as(actionV20.web)
same<string>().as(actionV20.path)
same<boolean>().as((await gov.actions.get(greet)).web)
type.as((await v21.actions.list({ packageName: 'shop' })).actions[0]?.type ?? 'basic')

// @ts-expect-error v2.1 has type instead of web
action.web
// @ts-expect-error v2.1 has no path
action.path
// @ts-expect-error v2.0 has web instead of type
actionV20.type
// @ts-expect-error the government site has v2.0
gov.actions.get(greet).then((found) => found.type)
// @ts-expect-error results are read-only
action.name = 'other'
// @ts-expect-error the comparison of types fails for another type
same<string>().as(7)

const trigger = await v21.triggers.get({ triggerName: 'nightly' })
same<unknown>().as(trigger.execOption[0]?.value)
same<string | undefined>().as(trigger.execOption[0]?.key)
const triggerV20 = await v20.triggers.get({ triggerName: 'nightly' })
same<string>().as(triggerV20.execOption.key)
same<string | undefined>().as(triggerV20.execOption.value[0]?.key)

// @ts-expect-error execOption is a list in v2.1
trigger.execOption.value
// @ts-expect-error execOption is an object in v2.0
triggerV20.execOption[0]

const run = await v21.actions.run<{ hi: string }>(greet)
same<string>().as(run.activationId)
same<{ hi: string } | undefined>().as(run.response?.result)
if (run.response) same<number>().as(run.duration)
same<{ hi: string }>().as((await v21.actions.runAndWait<{ hi: string }>(greet)).response.result)
same<unknown>().as((await v21.actions.runAndWait(greet)).response.result)
same<readonly string[]>().as((await v21.actions.getActivation({ ...greet, activationId: '' })).logs)

// @ts-expect-error an action that is still running has no response
run.response.result
// @ts-expect-error an action that is still running has no duration
run.duration

same<void>().as(await v21.packages.delete({ packageName: 'shop' }))
same<void>().as(await v21.actions.delete(greet))
same<void>().as(await v21.triggers.unlink({ triggerName: 'nightly', actionName: 'greet' }))
same<string>().as((await v21.triggers.fire({ triggerName: 'nightly' })).activationId)
same<string>().as((await v21.triggers.link({ triggerName: 'nightly', actionName: 'greet' })).action.name)
same<number>().as((await v21.activations.list()).totalCount)
same<string>().as((await v21.packages.list())[0]?.name ?? '')

for await (const { activationId, duration } of v20.activations.iterate()) {
  same<string>().as(activationId)
  same<number>().as(duration)
}
v21.triggers.iterateActivations({ triggerName: 'nightly', pageSize: 10 })
v21.actions.iterateActivations({ ...greet, start: 0, platform: 'classic' }, { timeoutMs: 1_000 })
v21.activations.iterate({ pageSize: undefined, end: undefined }, { signal: undefined })
// @ts-expect-error an iterator reads all pages
v21.activations.iterate({ pageNo: 2 })
nextRuns('0 3 * * *', { from: undefined, count: undefined })

// @ts-expect-error the code is missing
new NcloudError('no', {})
