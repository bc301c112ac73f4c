/** What an action may be put with. Nothing here runs: that it compiles is the test. */
import { createClient, type PutActionParams } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }
const { put, run, runAndWait, get, listActivations, getActivation } = createClient(key).actions
const { put: putOnClassic } = createClient({ ...key, platform: 'classic' }).actions
const { put: putOld } = createClient({ ...key, apiVersion: 'v2.0' }).actions
const { put: putInJapan } = createClient({ ...key, region: 'JPN' }).actions
const { put: putOnGov } = createClient({ ...key, site: 'gov' }).actions
const { put: putOnFin } = createClient({ ...key, site: 'fin' }).actions

const name = { packageName: 'shop', actionName: 'greet' } as const
const exec = { kind: 'nodejs:22', binary: false, code: 'exports.main = () => ({})', main: 'main' } as const
const jar = { kind: 'java:21', binary: true, code: 'UEsDBA==', main: 'Main' } as const
const image = { kind: 'custom image', imageUri: 'registry/image:1' } as const
const limits = { timeout: 3000, memory: 128 } as const
const subnet = { vpcNo: 1, subnetNo: 2 }
const vpc = [subnet] as const
const sequence = { kind: 'sequence', components: ['shop/first', '-/second'] } as const
const basic = { ...name, exec, limits } as const

// What there is.
put({ ...basic, vpc })
put({ ...basic, vpc: [subnet, subnet] })
put({ ...basic, vpc, type: 'basic', platform: 'vpc', description: 'd', parameters: { name: 'Kim' } })
put({ ...basic, platform: 'classic' })
put({ ...basic, vpc, type: 'web' })
put({ ...basic, vpc, type: 'web', 'raw-http': true, 'custom-options': false })
put({ ...basic, platform: 'classic', type: 'web', 'raw-http': true })
put({ ...name, exec: jar, limits, vpc })
put({ ...name, exec: { ...jar, kind: 'java' }, limits, vpc })
put({ ...name, exec: { ...jar, kind: 'dotnet:2.2' }, limits, vpc })
put({ ...name, exec: { ...exec, binary: true }, limits, vpc })
put({ ...name, exec: image, limits, vpc })
put({ ...name, exec: sequence, type: 'sequence' })
put({ ...name, exec: sequence, type: 'sequence', platform: 'classic' })
put({ ...name, exec: sequence, type: 'sequence-web', 'raw-http': true })
put({ ...name, packageName: '-', exec, limits, vpc })
putOnClassic(basic)
putOnClassic({ ...basic, platform: 'vpc', vpc })
putOld(basic)
putOld({ ...basic, vpc })
putOld({ ...basic, platform: 'classic' })
putInJapan({ ...basic, vpc })
putOnGov(basic)
putOnGov({ ...basic, platform: 'classic', type: 'web', 'custom-options': true })
putOnFin({ ...basic, vpc })
export const kept: PutActionParams = { ...basic, vpc }

// @ts-expect-error VPC needs a subnet
put(basic)
// @ts-expect-error VPC needs a subnet, though the client says Classic
putOnClassic({ ...basic, platform: 'vpc' })
// @ts-expect-error VPC needs a subnet in Japan
putInJapan(basic)
// @ts-expect-error VPC needs a subnet on the financial site
putOnFin(basic)
// @ts-expect-error Classic has no subnet
put({ ...basic, platform: 'classic', vpc })
// @ts-expect-error Classic has no subnet, and the client says Classic
putOnClassic({ ...basic, vpc })
// @ts-expect-error Classic has no subnet in v2.0
putOld({ ...basic, platform: 'classic', vpc })
// @ts-expect-error the government site has no subnet
putOnGov({ ...basic, vpc })
// @ts-expect-error v2.0 takes one subnet
putOld({ ...basic, vpc: [subnet, subnet] })
// @ts-expect-error a subnet is in a list, in both versions
putOld({ ...basic, vpc: subnet })
// @ts-expect-error a subnet is in a list
put({ ...basic, vpc: subnet })
// @ts-expect-error a subnet has two numbers
put({ ...basic, vpc: [{ vpcNo: 1 }] })
// @ts-expect-error a subnet has two numbers, and no text
put({ ...basic, vpc: [{ vpcNo: '1', subnetNo: 2 }] })

// @ts-expect-error the government site has no images
putOnGov({ ...name, exec: image, limits })
// @ts-expect-error an image needs an address
put({ ...name, exec: { kind: 'custom image' }, limits, vpc })
// @ts-expect-error the address of an image has a registry
put({ ...name, exec: { kind: 'custom image', imageUri: 'image' }, limits, vpc })
// @ts-expect-error only an image has an address
put({ ...name, exec: { ...exec, imageUri: 'registry/image:1' }, limits, vpc })
// @ts-expect-error Java is a file
put({ ...name, exec: { ...jar, binary: false }, limits, vpc })
// @ts-expect-error Java 8 is a file too
put({ ...name, exec: { ...jar, kind: 'java', binary: false }, limits, vpc })
// @ts-expect-error .NET is a file
put({ ...name, exec: { ...jar, kind: 'dotnet:2.2', binary: false }, limits, vpc })
// @ts-expect-error an unknown language
put({ ...name, exec: { ...exec, kind: 'cobol:85' }, limits, vpc })
// @ts-expect-error a language without its version
put({ ...name, exec: { ...exec, kind: 'nodejs' }, limits, vpc })
// @ts-expect-error nothing to run
put({ ...name, limits, vpc })
// @ts-expect-error no function to begin with
put({ ...name, exec: { kind: 'nodejs:22', binary: false, code: '' }, limits, vpc })
// @ts-expect-error whether it is a file must be said
put({ ...name, exec: { kind: 'nodejs:22', code: '', main: 'main' }, limits, vpc })

// @ts-expect-error no limits
put({ ...name, exec, vpc })
// @ts-expect-error no memory of 200 MB
put({ ...name, exec, limits: { timeout: 3000, memory: 200 }, vpc })
// @ts-expect-error no time
put({ ...name, exec, limits: { memory: 128 }, vpc })
// @ts-expect-error another limit
put({ ...name, exec, limits: { ...limits, logs: 1 }, vpc })

// @ts-expect-error raw-http is of the web
put({ ...basic, vpc, 'raw-http': true })
// @ts-expect-error raw-http is of the web, also false
put({ ...basic, vpc, type: 'basic', 'raw-http': false })
// @ts-expect-error custom-options are of the web
put({ ...basic, vpc, type: 'basic', 'custom-options': true })
// @ts-expect-error raw-http is of the web, also in sequences
put({ ...name, exec: sequence, type: 'sequence', 'raw-http': true })
// @ts-expect-error another spelling
put({ ...basic, vpc, type: 'web', raw_http: true })
// @ts-expect-error web is for the client to say
putOld({ ...basic, web: true })
// @ts-expect-error an unknown type
put({ ...basic, vpc, type: 'http' })

// @ts-expect-error a sequence says its type
put({ ...name, exec: sequence })
// @ts-expect-error a sequence is not basic
put({ ...name, exec: sequence, type: 'basic', limits, vpc })
// @ts-expect-error a sequence has no code
put({ ...name, exec, type: 'sequence' })
// @ts-expect-error a sequence has no limits
put({ ...name, exec: sequence, type: 'sequence', limits })
// @ts-expect-error a sequence has no subnet
put({ ...name, exec: sequence, type: 'sequence', vpc })
// @ts-expect-error a sequence on the web has no limits
put({ ...name, exec: sequence, type: 'sequence-web', limits })
// @ts-expect-error a sequence has no limits in v2.0
putOld({ ...name, exec: sequence, type: 'sequence', limits })
// @ts-expect-error a component has a package
put({ ...name, exec: { kind: 'sequence', components: ['first'] }, type: 'sequence' })
// @ts-expect-error an action has a package, or -
put({ actionName: 'greet', exec, limits, vpc })
// @ts-expect-error a description as number
put({ ...basic, vpc, description: 7 })
// @ts-expect-error an unknown field
put({ ...basic, vpc, colour: 'red' })

// The other calls.
get(name)
run({ ...name, parameters: { name: 'Kim' }, timeout: 0, platform: 'classic' }, { timeoutMs: 100 })
runAndWait(name, { signal: AbortSignal.abort() })
listActivations({ ...name, pageNo: 1, pageSize: 20, start: 0, end: Date.now() })
getActivation({ ...name, activationId: '18718fde21424114b18fde21428114c8' })

// Parameters of whatever type, as long as it is an object.
interface Greeting {
  readonly name: string
}
class Greeter {
  name = 'Kim'
}
const greeting: Greeting = { name: 'Kim' }
const { put: putPackage } = createClient(key).packages
const { put: putTrigger, fire } = createClient(key).triggers
const anything: Record<string, unknown> = {}
const nightly = { triggerName: 'nightly', type: 'cron', cronOption: '0 3 * * *' } as const
run({ ...name, parameters: greeting })
run({ ...name, parameters: new Greeter() })
run({ ...name, parameters: anything })
run({ ...name, parameters: { apply: true, length: 7, name: undefined, nested: [greeting] } })
runAndWait({ ...name, parameters: greeting })
put({ ...basic, vpc, parameters: greeting })
put({ ...name, exec: sequence, type: 'sequence', parameters: greeting })
putPackage({ packageName: 'shop', parameters: greeting })
putTrigger({ ...nightly, parameters: greeting })
fire({ triggerName: 'nightly', parameters: greeting })

// @ts-expect-error a list is no object
run({ ...name, parameters: ['Kim'] })
// @ts-expect-error nor is a function
run({ ...name, parameters: () => ({ name: 'Kim' }) })
// @ts-expect-error nor is a class
run({ ...name, parameters: Greeter })
// @ts-expect-error nor is a time
run({ ...name, parameters: new Date() })
// @ts-expect-error nor is a map
run({ ...name, parameters: new Map([['name', 'Kim']]) })
// @ts-expect-error nor is a promise, which was to be waited for
run({ ...name, parameters: Promise.resolve(greeting) })
// @ts-expect-error nor is nothing
run({ ...name, parameters: null })
// @ts-expect-error so in packages
putPackage({ packageName: 'shop', parameters: ['Kim'] })
// @ts-expect-error so in triggers
fire({ triggerName: 'nightly', parameters: ['Kim'] })
// @ts-expect-error so when they are put
putTrigger({ ...nightly, parameters: ['Kim'] })
// @ts-expect-error so in actions
put({ ...basic, vpc, parameters: ['Kim'] })

// @ts-expect-error no action
get({ packageName: 'shop' })
// @ts-expect-error no package
run({ actionName: 'greet' })
// @ts-expect-error parameters are an object
run({ ...name, parameters: 'Kim' })
// @ts-expect-error a time as text
run({ ...name, timeout: '0' })
// @ts-expect-error nothing at all
runAndWait()
// @ts-expect-error times are milliseconds
listActivations({ ...name, start: new Date() })
// @ts-expect-error no activation
getActivation(name)
// @ts-expect-error an unknown option
get(name, { retries: 3 })
