/**
 * What the documentation does not say, or says twice: one name each, so that whoever learns more changes one line.
 *
 * The order of checks is Unknown too. It is written down where it happens: `index.ts` (address, key, permission,
 * query, body), then each handler (names, body, place, conflict, quota). And whether fields the documentation does not
 * have are refused: they are ignored, as `raw_http` was seen to be.
 */
import { errors, type ServiceError } from './gateway/responses.ts'

const own = (status: number, errorCode: string, message: string): ServiceError => ({ status, errorCode, message })

/** Unknown: the success status of GET, PUT and POST is nowhere stated. */
export const SUCCESS = 200

/** Unknown: a run that fails. OpenWhisk answers 502; here the activation says it, as `success: false`. */
export const FAILED_RUN = 200

/** Unknown: a run that goes on beyond its waiting time. OpenWhisk answers 202. */
export const STILL_RUNNING = 200

/** Unknown: a web action that fails. OpenWhisk answers 502. */
export const FAILED_WEB_RUN = 502

/** Unknown: codes for a wrong value of `platform`, `type`, `timeout`, `pageNo`, `start`, and for one given twice. */
export const WRONG_QUERY = errors.wrongParameter

/** Unknown: the code for a body that is no JSON, or not of the shape it must be. */
export const WRONG_BODY = errors.wrongParameter

/** Unknown: the codes for fields of packages and triggers that are missing, and for values out of range. */
export const MISSING_FIELD = errors.wrongParameter
export const WRONG_FIELD = errors.wrongParameter

/** Unknown: the code for a name with other characters than allowed. */
export const WRONG_NAME = errors.wrongParameter

/** Unknown: the code for a name that another resource has. */
export const NAME_TAKEN = errors.wrongParameter

/** Unknown: the code for the 501st package, action or trigger. */
export const QUOTA_EXCEEDED = errors.wrongParameter

/** Unknown: the code for another type than the action or trigger was created with. */
export const TYPE_CHANGED = errors.wrongParameter

/** Unknown: the code for a runtime that does not exist, or that ended. */
export const WRONG_RUNTIME = errors.wrongParameter

/** Unknown: the code for a link that is not there. */
export const NOT_LINKED = errors.wrongParameter

/** Unknown: whether an action that is linked, or part of a sequence, can be deleted. Here its links go with it. */
export const DELETES_LINKED = true
export const ACTION_IS_LINKED = errors.wrongParameter

/** Unknown: the status of `DUPLICATED_RULE`; the code is known from third parties. */
export const ALREADY_LINKED = own(409, '80901', 'DUPLICATED_RULE')

/** Unknown: the limits of links, and the names of their errors; the codes are known from third parties. */
export const LINKS_PER_TRIGGER = Number.POSITIVE_INFINITY
export const LINKS_PER_ACTION = Number.POSITIVE_INFINITY
export const TOO_MANY_LINKS_OF_TRIGGER = own(400, '80519', '')
export const TOO_MANY_LINKS_OF_ACTION = own(400, '80324', '')

/** Unknown: the status; the code is known from third parties. */
export const ACTION_ACTIVATION_NOT_FOUND = own(404, '80322', 'ACTION_ACTIVATION_NOT_FOUND')

/** Unknown: 80517, as the documentation of 2024 has it, or 80518, as seen live in 2026. */
export const TRIGGER_ACTIVATION_NOT_FOUND = own(404, '80518', 'TRIGGER_ACTIVATION_NOT_FOUND')

/** Unknown: the largest body the gateway takes, in bytes. This holds 38 MB of code as base64. */
export const LARGEST_BODY = 56 * 2 ** 20

/** Unknown: how deep JSON may be nested. Far deeper cannot be written back by every runtime. */
export const DEEPEST_JSON = 500

/** Unknown: the largest `pageSize`. */
export const LARGEST_PAGE = 2 ** 31 - 1

/** Unknown: whether "one month" is 30 days, 31, or a month of the calendar. Milliseconds. */
export const MONTH = 30 * 86_400_000

/** Unknown: what the service does with a `start` more than a month ago. Here it is taken as a month ago. */
export const earliest = (start: number, now: number): number => Math.max(start, now - MONTH)

/** Unknown: whether a name that Classic has is free on VPC. `false` answers a PUT with a platform mismatch instead. */
export const NAMES_PER_PLATFORM = true

/** Unknown: what a PUT does with optional fields it does not name. OpenWhisk keeps them. */
export const KEEPS_OMITTED_FIELDS = true

/** Contradictory: what v2.0 means by a PUT without `web` on an action there is: its type (2024), or `true` (later). */
export const KEEPS_TYPE_WITHOUT_WEB = true

/** Contradictory: `package` is required in v2.0, but not in a government copy of 2023. */
export const PACKAGE_REQUIRED_IN_V20 = true

/** Unknown: whether a PUT looks for the components of a sequence. OpenWhisk does. */
export const COMPONENTS_MUST_EXIST = true

/** Unknown: how many actions a sequence may run, sequences in it included. OpenWhisk's default. */
export const LONGEST_SEQUENCE = 50

/** Third parties: runtimes that ended are refused in new actions, and go on in old ones. */
export const REFUSES_ENDED_RUNTIMES = true

/** Contradictory: running web types by the API is allowed, without HTTP (later), or refused (2024). */
export const RUNS_WEB_TYPES = true
export const WEB_TYPE_RUN = errors.wrongParameter

/** Unknown: the form of `resourceId`. The one sample that is not masked is `qyyec`. */
export const resourceId = (random: () => number): string =>
  Array.from({ length: 5 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('')

/** A random text per account; this is what a sample shows of one. */
export const NAMESPACE = 'oGX7O8Jbeodp'

/** Unknown: what `subject` holds of the user who ran it. */
export const SUBJECT = 'emulator'

/** Unknown: whether the package belongs to a `path`. A sample, cut, begins with the namespace. */
export const actionPath = (packageName: string): string =>
  packageName === '-' ? NAMESPACE : `${NAMESPACE}/${packageName}`

/** Unknown: how a trigger names a linked action that is in a package. The only sample is a bare name. */
export const linkedName = (packageName: string, actionName: string): string =>
  packageName === '-' ? actionName : `${packageName}/${actionName}`

/** Unknown: the logs of a firing. OpenWhisk writes a line for each action it starts. */
export const firingLog = (action: string, activationId: string): string =>
  JSON.stringify({ statusCode: 0, success: true, activationId, action })

/** Unknown: `__ow_path` without a path. The documentation says that it begins with `/`. */
export const EMPTY_PATH = '/'

/** Unknown: what the service says to a firing or run that only the emulator cannot do. */
export const EMULATOR_LIMIT = errors.unexpected

/** Contradictory: PUT of v2.1 takes a list, the table of GET says Object, as in v2.0. */
export const shownVpc = <Vpc>([vpc]: readonly Vpc[]): Vpc | undefined => vpc

/** Unknown: whether a missing package has an empty list of actions. No error is documented but the permission's. */
export const MISSING_PACKAGE_IS_EMPTY = false

/** Unknown: the order of packages, actions and triggers in lists. Here: as they were created. */
export const byCreation = (a: { readonly created: number }, b: { readonly created: number }): number =>
  a.created - b.created

/** Unknown: whether the parts of a sequence have activations of their own. In OpenWhisk they have. */
export const COMPONENTS_HAVE_ACTIVATIONS = true
