/**
 * The assumptions of the emulator. Each entry says what is unknown about the real service, and what the emulator does.
 * `npm run live` compares them with an account: if one is wrong, change its line here.
 *
 * The documentation does not say two more things:
 *
 * - The order of the checks. The emulator checks path, access key, permission, query and body. The handlers then check
 *   names, fields, other resources, conflicts and quotas.
 * - Whether unknown fields are rejected. The emulator ignores them: the service was seen to ignore `raw_http`.
 */
import { NO_PACKAGE } from '../../lib/api/resource-names.ts'
import { errorResponseOf, errors } from './errors.ts'

// Statuses.

/** Unknown: the status of a successful GET, PUT or POST. The emulator responds with 200. */
export const SUCCESS = 200

/** Unknown: the status of a run that fails; OpenWhisk: 502. The emulator responds with 200 and `success: false`. */
export const FAILED_RUN = 200

/** Unknown: the status of a run that takes longer than its `timeout`; OpenWhisk: 202. The emulator responds with 200. */
export const STILL_RUNNING = 200

/** Unknown: the status of a web action that fails. The emulator responds with 502, as OpenWhisk does. */
export const FAILED_WEB_RUN = 502

// Errors of requests. Each entry is the error that the emulator responds with.

/** Unknown: the error for an invalid or repeated `platform`, `type`, `timeout`, `pageNo`, `pageSize`, `start` or `end`. */
export const WRONG_QUERY = errors.invalidParameter

/** Unknown: the error for a body that is not JSON or not an object. */
export const WRONG_BODY = errors.invalidParameter

/** Unknown: the error for a missing field of a package or trigger. */
export const MISSING_FIELD = errors.invalidParameter

/** Unknown: the error for an invalid value of a field. */
export const WRONG_FIELD = errors.invalidParameter

/** Unknown: the error for a name with invalid characters. */
export const WRONG_NAME = errors.invalidParameter

/** Unknown: the error for a name that another resource has. */
export const NAME_TAKEN = errors.invalidParameter

/** Unknown: the error for the 501st package, action or trigger. */
export const QUOTA_EXCEEDED = errors.invalidParameter

/** Unknown: the error for a PUT with another type than that of the existing action or trigger. */
export const TYPE_CHANGED = errors.invalidParameter

/** Unknown: the error for an unknown runtime, and for one that ended. */
export const WRONG_RUNTIME = errors.invalidParameter

/** Unknown: the error for unlinking an action that is not linked. */
export const NOT_LINKED = errors.invalidParameter

/** Unknown: the error for a run or firing that only the emulator does not support. */
export const EMULATOR_LIMIT = errors.unexpected

/** Unknown: the status. Other clients of the service report the code. */
export const ALREADY_LINKED = errorResponseOf('80901', { status: 409 })

/** Unknown: the status. Other clients of the service report the code. */
export const ACTION_ACTIVATION_NOT_FOUND = errorResponseOf('80322', { status: 404 })

/** Contradictory: the code is 80517 in the documentation of 2024, and was seen to be 80518 in 2026. */
export const TRIGGER_ACTIVATION_NOT_FOUND = errorResponseOf('80518', { status: 404 })

// Limits.

/** Unknown: the largest body, in bytes. This limit allows 38 MB of code in base64. */
export const LARGEST_BODY = 56 * 2 ** 20

/** Unknown: the most levels of JSON. Some runtimes cannot serialize JSON with many more levels. */
export const DEEPEST_JSON = 500

/** Unknown: the longest text of a field that has no documented limit, in bytes. */
export const LONGEST_TEXT = 1000

/** Unknown: the largest `pageSize`. */
export const LARGEST_PAGE = 2 ** 31 - 1

/** Unknown: the most actions that a sequence can run, with those of its sequences. This is the default of OpenWhisk. */
export const LONGEST_SEQUENCE = 50

/** Unknown: the most links of a trigger, and the message of the error. Other clients of the service report the code. */
export const LINKS_PER_TRIGGER = Number.POSITIVE_INFINITY
export const TOO_MANY_LINKS_OF_TRIGGER = errorResponseOf('80519', { status: 400, message: '' })

/** Unknown: the most links of an action, and the message of the error. Other clients of the service report the code. */
export const LINKS_PER_ACTION = Number.POSITIVE_INFINITY
export const TOO_MANY_LINKS_OF_ACTION = errorResponseOf('80324', { status: 400, message: '' })

/** Unknown: whether activations are kept for 30 days, 31 days, or a calendar month. Milliseconds. */
export const MONTH = 30 * 86_400_000

/** Unknown: the result of a `start` more than a month ago. The emulator lists the last month. */
export const earliest = (start: number, now: number): number => Math.max(start, now - MONTH)

// Resources.

/** Unknown: whether a name can be used on both platforms. If `false`, a PUT fails with a platform mismatch. */
export const NAMES_PER_PLATFORM = true

/** Unknown: whether a PUT keeps the optional fields that its body does not have. OpenWhisk keeps them. */
export const KEEPS_OMITTED_FIELDS = true

/** Contradictory: a PUT of v2.0 without `web` keeps the type (2024), or sets `web` to `true` (later documentation). */
export const KEEPS_TYPE_WITHOUT_WEB = true

/** Contradictory: v2.0 requires `package` for a link, but a copy of the government documentation of 2023 does not. */
export const PACKAGE_REQUIRED_IN_V20 = true

/** Unknown: whether a PUT rejects a sequence with missing components. OpenWhisk rejects it. */
export const COMPONENTS_MUST_EXIST = true

/** Reported by others: new actions cannot use ended runtimes; existing actions keep them. */
export const REFUSES_ENDED_RUNTIMES = true

/** Contradictory: `postAction` runs web actions without HTTP (later documentation), or rejects them (2024). */
export const RUNS_WEB_TYPES = true
export const WEB_TYPE_RUN = errors.invalidParameter

/** Unknown: whether a linked action can be deleted. The emulator deletes it and its links. */
export const DELETES_LINKED = true
export const ACTION_IS_LINKED = errors.invalidParameter

/** Unknown: whether the list of actions of a missing package is empty, or an error. */
export const MISSING_PACKAGE_IS_EMPTY = false

/** Unknown: whether the components of a run sequence have activations. In OpenWhisk they have. */
export const COMPONENTS_HAVE_ACTIVATIONS = true

// Fields of responses.

/** Unknown: the order of packages, actions and triggers in lists. The emulator sorts them by creation, oldest first. */
export const compareInLists = (a: { readonly created: number }, b: { readonly created: number }): number =>
  a.created - b.created

/** Unknown: the form of `resourceId`. The only sample that is not masked is `qyyec`: the emulator makes 5 letters. */
export const createResourceId = (random: () => number): string =>
  Array.from({ length: 5 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('')

/** A random text for each account. This value is from a sample of the documentation. */
export const NAMESPACE = 'oGX7O8Jbeodp'

/** Unknown: the value of `subject`, which stands for the user who ran an action. */
export const SUBJECT = 'emulator'

/** Unknown: whether `path` has the package. A sample that is cut off starts with the namespace. */
export const actionPath = (packageName: string): string =>
  packageName === NO_PACKAGE ? NAMESPACE : `${NAMESPACE}/${packageName}`

/** Unknown: how a trigger names a linked action of a package. The only sample is the name of an action. */
export const linkedName = (packageName: string, actionName: string): string =>
  packageName === NO_PACKAGE ? actionName : `${packageName}/${actionName}`

/** Contradictory: PUT of v2.1 has a list; the documentation of GET says Object, as in v2.0. */
export const vpcInResponses = <Vpc>([vpc]: readonly Vpc[]): Vpc | undefined => vpc

/** Unknown: the logs of a firing. The emulator writes one line for each started action, as OpenWhisk does. */
export const firingLog = (action: string, activationId: string): string =>
  JSON.stringify({ statusCode: 0, success: true, activationId, action })

/** Unknown: `__ow_path` of a URL that ends with `/http`. The documentation says that the value starts with `/`. */
export const EMPTY_PATH = '/'
