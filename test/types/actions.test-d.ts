/** The parameters of the calls for actions. This file is only compiled: a comment names each error of the compiler. */
import { createClient, type PutActionParams } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }
const { put, run, runAndWait, get, listActivations, getActivation } = createClient(key).actions
const { put: putOnClassic } = createClient({ ...key, platform: 'classic' }).actions
const { put: putV20 } = createClient({ ...key, apiVersion: 'v2.0' }).actions
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

// Valid actions.
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
putV20(basic)
putV20({ ...basic, vpc })
putV20({ ...basic, platform: 'classic' })
putInJapan({ ...basic, vpc })
putOnGov(basic)
putOnGov({ ...basic, platform: 'classic', type: 'web', 'custom-options': true })
putOnFin({ ...basic, vpc })
export const params: PutActionParams = { ...basic, vpc }

// @ts-expect-error the vpc platform needs a subnet
put(basic)
// @ts-expect-error the vpc platform of the call needs a subnet
putOnClassic({ ...basic, platform: 'vpc' })
// @ts-expect-error the vpc platform needs a subnet in Japan
putInJapan(basic)
// @ts-expect-error the vpc platform needs a subnet on the financial site
putOnFin(basic)
// @ts-expect-error the classic platform has no subnets
put({ ...basic, platform: 'classic', vpc })
// @ts-expect-error the classic platform of the client has no subnets
putOnClassic({ ...basic, vpc })
// @ts-expect-error the classic platform has no subnets in v2.0
putV20({ ...basic, platform: 'classic', vpc })
// @ts-expect-error the government site has no subnets
putOnGov({ ...basic, vpc })
// @ts-expect-error v2.0 accepts one subnet
putV20({ ...basic, vpc: [subnet, subnet] })
// @ts-expect-error vpc must be a list in v2.0
putV20({ ...basic, vpc: subnet })
// @ts-expect-error vpc must be a list
put({ ...basic, vpc: subnet })
// @ts-expect-error subnetNo is missing
put({ ...basic, vpc: [{ vpcNo: 1 }] })
// @ts-expect-error vpcNo must be a number
put({ ...basic, vpc: [{ vpcNo: '1', subnetNo: 2 }] })

// @ts-expect-error the government site has no images
putOnGov({ ...name, exec: image, limits })
// @ts-expect-error imageUri is missing
put({ ...name, exec: { kind: 'custom image' }, limits, vpc })
// @ts-expect-error imageUri needs a registry
put({ ...name, exec: { kind: 'custom image', imageUri: 'image' }, limits, vpc })
// @ts-expect-error only an image has imageUri
put({ ...name, exec: { ...exec, imageUri: 'registry/image:1' }, limits, vpc })
// @ts-expect-error Java needs a file
put({ ...name, exec: { ...jar, binary: false }, limits, vpc })
// @ts-expect-error Java 8 needs a file
put({ ...name, exec: { ...jar, kind: 'java', binary: false }, limits, vpc })
// @ts-expect-error .NET needs a file
put({ ...name, exec: { ...jar, kind: 'dotnet:2.2', binary: false }, limits, vpc })
// @ts-expect-error unknown language
put({ ...name, exec: { ...exec, kind: 'cobol:85' }, limits, vpc })
// @ts-expect-error the version of the language is missing
put({ ...name, exec: { ...exec, kind: 'nodejs' }, limits, vpc })
// @ts-expect-error exec is missing
put({ ...name, limits, vpc })
// @ts-expect-error exec.main is missing
put({ ...name, exec: { kind: 'nodejs:22', binary: false, code: '' }, limits, vpc })
// @ts-expect-error exec.binary is missing
put({ ...name, exec: { kind: 'nodejs:22', code: '', main: 'main' }, limits, vpc })

// @ts-expect-error limits is missing
put({ ...name, exec, vpc })
// @ts-expect-error 200 MB of memory are not supported
put({ ...name, exec, limits: { timeout: 3000, memory: 200 }, vpc })
// @ts-expect-error limits.timeout is missing
put({ ...name, exec, limits: { memory: 128 }, vpc })
// @ts-expect-error unknown limit
put({ ...name, exec, limits: { ...limits, logs: 1 }, vpc })

// @ts-expect-error only a web action has raw-http
put({ ...basic, vpc, 'raw-http': true })
// @ts-expect-error only a web action has raw-http, also with the value false
put({ ...basic, vpc, type: 'basic', 'raw-http': false })
// @ts-expect-error only a web action has custom-options
put({ ...basic, vpc, type: 'basic', 'custom-options': true })
// @ts-expect-error only a web sequence has raw-http
put({ ...name, exec: sequence, type: 'sequence', 'raw-http': true })
// @ts-expect-error another spelling of raw-http
put({ ...basic, vpc, type: 'web', raw_http: true })
// @ts-expect-error the client sets the field web of v2.0
putV20({ ...basic, web: true })
// @ts-expect-error unknown type
put({ ...basic, vpc, type: 'http' })

// @ts-expect-error a sequence needs a type
put({ ...name, exec: sequence })
// @ts-expect-error a sequence cannot have the type basic
put({ ...name, exec: sequence, type: 'basic', limits, vpc })
// @ts-expect-error a sequence has components instead of code
put({ ...name, exec, type: 'sequence' })
// @ts-expect-error a sequence has no limits
put({ ...name, exec: sequence, type: 'sequence', limits })
// @ts-expect-error a sequence has no subnet
put({ ...name, exec: sequence, type: 'sequence', vpc })
// @ts-expect-error a web sequence has no limits
put({ ...name, exec: sequence, type: 'sequence-web', limits })
// @ts-expect-error a sequence has no limits in v2.0
putV20({ ...name, exec: sequence, type: 'sequence', limits })
// @ts-expect-error a component needs a package
put({ ...name, exec: { kind: 'sequence', components: ['first'] }, type: 'sequence' })
// @ts-expect-error packageName is missing: for no package it is -
put({ actionName: 'greet', exec, limits, vpc })
// @ts-expect-error description must be text
put({ ...basic, vpc, description: 7 })
// @ts-expect-error unknown parameter
put({ ...basic, vpc, colour: 'red' })

// The other calls.
get(name)
run({ ...name, parameters: { name: 'Kim' }, timeout: 0, platform: 'classic' }, { timeoutMs: 100 })
runAndWait(name, { signal: AbortSignal.abort() })
listActivations({ ...name, pageNo: 1, pageSize: 20, start: 0, end: Date.now() })
getActivation({ ...name, activationId: '18718fde21424114b18fde21428114c8' })

// `parameters` can be any object, also a value of an interface or a class.
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

// @ts-expect-error a list is not an object
run({ ...name, parameters: ['Kim'] })
// @ts-expect-error a function is not a JSON object
run({ ...name, parameters: () => ({ name: 'Kim' }) })
// @ts-expect-error a class is not a JSON object
run({ ...name, parameters: Greeter })
// @ts-expect-error a date is not a JSON object
run({ ...name, parameters: new Date() })
// @ts-expect-error a map is not a JSON object
run({ ...name, parameters: new Map([['name', 'Kim']]) })
// @ts-expect-error a promise is not a JSON object: await is missing
run({ ...name, parameters: Promise.resolve(greeting) })
// @ts-expect-error null is not an object
run({ ...name, parameters: null })
// @ts-expect-error a list is not an object in packages.put
putPackage({ packageName: 'shop', parameters: ['Kim'] })
// @ts-expect-error a list is not an object in triggers.fire
fire({ triggerName: 'nightly', parameters: ['Kim'] })
// @ts-expect-error a list is not an object in triggers.put
putTrigger({ ...nightly, parameters: ['Kim'] })
// @ts-expect-error a list is not an object in actions.put
put({ ...basic, vpc, parameters: ['Kim'] })

// @ts-expect-error actionName is missing
get({ packageName: 'shop' })
// @ts-expect-error packageName is missing
run({ actionName: 'greet' })
// @ts-expect-error text is not an object
run({ ...name, parameters: 'Kim' })
// @ts-expect-error timeout must be a number
run({ ...name, timeout: '0' })
// @ts-expect-error the parameters are missing
runAndWait()
// @ts-expect-error start must be a number of milliseconds
listActivations({ ...name, start: new Date() })
// @ts-expect-error activationId is missing
getActivation(name)
// @ts-expect-error unknown option of a call
get(name, { retries: 3 })
