/** What calls give, by version. Nothing here runs: that it compiles is the test. */
import { createClient, NcloudError, nextRuns } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }
const now = createClient(key)
const old = createClient({ ...key, apiVersion: 'v2.0' })
const gov = createClient({ ...key, site: 'gov' })
const greet = { packageName: 'shop', actionName: 'greet' }

/** Takes what is of that very type, no more and no less. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <Expected>() => ({
  as: <Actual>(_: Actual, ..._is: Same<Actual, Expected> extends true ? [] : [never]) => {},
})

const type = same<'basic' | 'web' | 'sequence' | 'sequence-web'>()
const action = await now.actions.get(greet)
type.as(action.type)
same<string | undefined>().as(action.exec.code)
const oldAction = await old.actions.get(greet)
same<boolean>().as(oldAction.web)
same<string>().as(oldAction.path)
same<boolean>().as((await gov.actions.get(greet)).web)
type.as((await now.actions.list({ packageName: 'shop' })).actions[0]?.type ?? 'basic')

// @ts-expect-error v2.1 says the type
action.web
// @ts-expect-error v2.1 has no path
action.path
// @ts-expect-error v2.0 says web
oldAction.type
// @ts-expect-error the government site has v2.0
gov.actions.get(greet).then((found) => found.type)
// @ts-expect-error what is shown is not for changing
action.name = 'other'
// @ts-expect-error a check that can fail
same<string>().as(7)

const trigger = await now.triggers.get({ triggerName: 'nightly' })
same<unknown>().as(trigger.execOption[0]?.value)
same<string | undefined>().as(trigger.execOption[0]?.key)
const oldTrigger = await old.triggers.get({ triggerName: 'nightly' })
same<string>().as(oldTrigger.execOption.key)
same<string | undefined>().as(oldTrigger.execOption.value[0]?.key)

// @ts-expect-error a list in v2.1
trigger.execOption.value
// @ts-expect-error an object in v2.0
oldTrigger.execOption[0]

const run = await now.actions.run<{ hi: string }>(greet)
same<string>().as(run.activationId)
same<{ hi: string } | undefined>().as(run.response?.result)
if (run.response) same<number>().as(run.duration)
same<{ hi: string }>().as((await now.actions.runAndWait<{ hi: string }>(greet)).response.result)
same<unknown>().as((await now.actions.runAndWait(greet)).response.result)
same<readonly string[]>().as((await now.actions.getActivation({ ...greet, activationId: '' })).logs)

// @ts-expect-error it may still run
run.response.result
// @ts-expect-error it may still run, and has no duration then
run.duration

same<void>().as(await now.packages.delete({ packageName: 'shop' }))
same<void>().as(await now.actions.delete(greet))
same<void>().as(await now.triggers.unlink({ triggerName: 'nightly', actionName: 'greet' }))
same<string>().as((await now.triggers.fire({ triggerName: 'nightly' })).activationId)
same<string>().as((await now.triggers.link({ triggerName: 'nightly', actionName: 'greet' })).action.name)
same<number>().as((await now.activations.list()).totalCount)
same<string>().as((await now.packages.list())[0]?.name ?? '')

for await (const { activationId, duration } of old.activations.iterate()) {
  same<string>().as(activationId)
  same<number>().as(duration)
}
now.triggers.iterateActivations({ triggerName: 'nightly', pageSize: 10 })
now.actions.iterateActivations({ ...greet, start: 0, platform: 'classic' }, { timeoutMs: 1_000 })
now.activations.iterate({ pageSize: undefined, end: undefined }, { signal: undefined })
// @ts-expect-error an iterator reads all pages
now.activations.iterate({ pageNo: 2 })
nextRuns('0 3 * * *', { from: undefined, count: undefined })

// @ts-expect-error an error has a code
new NcloudError('no', {})
