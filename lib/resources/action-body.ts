import { type ActionType, actionTypes, isSequenceType, isWebType } from '../api/action-types.ts'
import type { DefaultEndpoint, Endpoint, PlatformAt } from '../api/endpoint-types.ts'
import {
  LARGEST_CODE_BASE64_BYTES,
  LONGEST_ACTION_TIMEOUT_MS,
  MEMORY_SIZES_MB,
  SHORTEST_ACTION_TIMEOUT_MS,
} from '../api/limits.ts'
import { isActionPath } from '../api/resource-names.ts'
import {
  boolean,
  createRule,
  integer,
  type JsonObject,
  listOf,
  objectOf,
  oneOf,
  optional,
  type Rule,
  type Rules,
  text,
  textLike,
} from '../api/validate.ts'
import type { Prepare } from '../transport/transport.ts'
import { takeBody } from './client-methods.ts'

/** Languages that run from source text, or from a zip file. */
export interface SourceExec {
  /** Such as `nodejs:22`, `python:3.13`, `php:7.3`, `go:1.19`, `swift:3.1.1`. Existing actions keep versions that ended. */
  readonly kind: `${'nodejs' | 'python' | 'php' | 'go' | 'swift'}:${string}`
  /** Whether `code` is a file in base64. */
  readonly binary: boolean
  /** Source text, or a file in base64. At most 38 MB. */
  readonly code: string
  /** The name of the main function, such as `main`. */
  readonly main: string
}

/** Languages that run from a file only. */
export interface CompiledExec {
  /** `java` is Java 8. */
  readonly kind: 'java' | `java:${string}` | `dotnet:${string}`
  readonly binary: true
  /** The .jar or .zip in base64. At most 38 MB. */
  readonly code: string
  /** The main class or function. */
  readonly main: string
}

/** A container image. The government site does not support images. */
export interface ImageExec {
  readonly kind: 'custom image'
  /** `{registryName}/{imageName}:{tag}`; without a tag, `latest`. */
  readonly imageUri: `${string}/${string}`
  readonly binary?: boolean | undefined
  readonly code?: string | undefined
  readonly main?: string | undefined
}

/** Actions that run one after another. Each receives the result of the one before. */
export interface SequenceExec {
  readonly kind: 'sequence'
  /** Each `{packageName}/{actionName}`; `-` for an action without a package. */
  readonly components: readonly `${string}/${string}`[]
}

/** The subnet that the action runs in. In Korea only subnets in KR-2. */
export interface Subnet {
  readonly vpcNo: number
  readonly subnetNo: number
}

/** Limits of one run. */
export interface Limits {
  /** 500 to 300000 milliseconds. */
  readonly timeout: number
  /** Megabytes. */
  readonly memory: 128 | 256 | 512 | 1024
}

interface Common {
  /** 1 to 50 characters of `A-Z a-z 0-9 - _`, and must not start with `-`; or `-` for no package. */
  readonly packageName: string
  /** 1 to 50 characters of `A-Z a-z 0-9 - _`. Must not start with `-` or be the name of another resource. */
  readonly actionName: string
  /** At most 3000 bytes. */
  readonly description?: string | undefined
  /** Default parameters: at most 1 MB as JSON. Those of a trigger and of a run override them. */
  readonly parameters?: JsonObject | undefined
}

interface WebOptions {
  /** Whether the action receives the HTTP request unparsed. Default false. */
  readonly 'raw-http'?: boolean | undefined
  /** Whether the action responds to OPTIONS itself. Default false. */
  readonly 'custom-options'?: boolean | undefined
}

type Without<Names extends string> = { readonly [Name in Names]?: undefined }

/** On the vpc platform a subnet is required; classic has no subnets. v2.0 accepts one subnet at most. */
type Subnets<E extends Endpoint, X> = X extends 'vpc'
  ? E extends { readonly apiVersion: 'v2.0' }
    ? { readonly vpc?: readonly [Subnet] | undefined }
    : { readonly vpc: readonly Subnet[] }
  : Without<'vpc'>

type InPlace<E extends Endpoint> = {
  [X in PlatformAt<E>]: Subnets<E, X> &
    (X extends E['platform'] ? { readonly platform?: X | undefined } : { readonly platform: X })
}[PlatformAt<E>]

type Exec<E extends Endpoint> = SourceExec | CompiledExec | (E extends { readonly site: 'gov' } ? never : ImageExec)

/** Parameters of `actions.put`, by `type`, runtime and endpoint. */
export type PutActionParams<E extends Endpoint = DefaultEndpoint> = Common &
  (
    | (InPlace<E> & { readonly exec: Exec<E>; readonly limits: Limits } & (
          | ({ readonly type?: 'basic' | undefined } & Without<keyof WebOptions>)
          | ({ readonly type: 'web' } & WebOptions)
        ))
    | ({ readonly exec: SequenceExec; readonly platform?: PlatformAt<E> | undefined } & Without<'limits' | 'vpc'> &
        (
          | ({ readonly type: 'sequence' } & Without<keyof WebOptions>)
          | ({ readonly type: 'sequence-web' } & WebOptions)
        ))
  )

const positive = integer(1, Number.MAX_SAFE_INTEGER)

const subnets: Rule = listOf(
  objectOf({ vpcNo: positive, subnetNo: positive }),
  'a list such as [{ vpcNo: 21538, subnetNo: 45007 }], because the platform is vpc',
)

const sequenceExec: Rules = {
  kind: oneOf('sequence'),
  components: listOf(createRule('package/action, or -/action without a package', isActionPath)),
}

const imageExec: Rules = {
  kind: text,
  imageUri: textLike(/^[^/\s]+\/\S+$/, 'registry/image, such as name.kr.ncr.ntruss.com/image:1'),
  binary: optional(boolean),
  code: optional(text),
  main: optional(text),
}

/** Java and .NET run from a file only. */
const codeExec = (kind: unknown): Rules => ({
  kind: textLike(/^(java|[a-z]+:\S+)$/, 'a runtime, such as nodejs:22'),
  binary: /^(java|dotnet)/.test(`${kind}`) ? oneOf(true) : boolean,
  code: textLike(/\S/, 'source text or a file in base64, at most 38 MB', LARGEST_CODE_BASE64_BYTES),
  main: text,
})

/** The object rule of the runtime that `kind` names. */
const exec =
  (isSequence: boolean, hasImages: boolean): Rule =>
  (value, name) => {
    const kind = (value as { readonly kind?: unknown } | undefined)?.kind
    const isImage = kind === 'custom image' && hasImages
    const rules = isSequence ? sequenceExec : isImage ? imageExec : codeExec(kind)
    // An invalid kind first: it decides which fields there are.
    if (kind !== undefined) rules.kind?.(kind, `${name}.kind`)
    objectOf(rules)(value, name)
  }

/**
 * Validates the parameters of `actions.put`, and builds the body for the API version of the endpoint.
 *
 * Not validated: whether the service has a runtime or its version (they change), and whether a name is taken.
 *
 * @throws RangeError or TypeError for an invalid field, with its name and rule.
 */
export const prepareActionBody: Prepare = (params, { site, apiVersion }) => {
  const { platform, type = actionTypes[0] } = params
  oneOf(...actionTypes)(type, 'type')
  const isSequence = isSequenceType(type as ActionType)
  const isWeb = isWebType(type as ActionType)
  const [rest, body] = takeBody(params, {
    ...(isWeb && { 'raw-http': optional(boolean), 'custom-options': optional(boolean) }),
    exec: exec(isSequence, site !== 'gov'),
    ...(!isSequence && {
      limits: objectOf({
        timeout: integer(SHORTEST_ACTION_TIMEOUT_MS, LONGEST_ACTION_TIMEOUT_MS),
        memory: oneOf(...MEMORY_SIZES_MB),
      }),
      ...(platform === 'vpc' && { vpc: apiVersion === 'v2.0' ? optional(subnets) : subnets }),
    }),
  })
  if (apiVersion === 'v2.1') return { params: { ...rest, type }, body }
  const vpc = body.vpc as readonly unknown[] | undefined
  if (vpc && vpc.length > 1) throw new RangeError('vpc must have one subnet at most in v2.0')
  return { params: { ...rest, type: undefined }, body: { ...body, web: isWeb, vpc: vpc?.[0] } }
}
