import type { DefaultEndpoint, Endpoint, PlatformAt } from '../api/endpoint-types.ts'
import {
  LARGEST_CODE_BASE64_BYTES,
  LONGEST_ACTION_TIMEOUT_MS,
  MEMORY_SIZES_MB,
  SHORTEST_ACTION_TIMEOUT_MS,
} from '../api/limits.ts'
import { isActionPath } from '../api/names.ts'
import { type ActionType, actionTypes, isSequenceType, isWebType } from '../api/resource-types.ts'
import {
  choose,
  fields,
  flag,
  type JsonObject,
  list,
  matching,
  may,
  none,
  one,
  rule,
  text,
  whole,
} from '../api/validate.ts'
import type { Prepare } from '../transport/transport.ts'
import { takeBody } from './methods.ts'

/** Languages that run from source text, or from a zip file. */
export interface SourceExec {
  /** Such as `nodejs:22`, `python:3.13`, `php:7.3`, `go:1.19`, `swift:3.1.1`. Versions that ended run on where they are. */
  readonly kind: `${'nodejs' | 'python' | 'php' | 'go' | 'swift'}:${string}`
  /** Whether `code` is a file in base64. */
  readonly binary: boolean
  /** Source text, or a file in base64. At most 38 MB. */
  readonly code: string
  /** The function to begin with, such as `main`. */
  readonly main: string
}

/** Languages that run from a file only. */
export interface CompiledExec {
  /** `java` is Java 8. */
  readonly kind: 'java' | `java:${string}` | `dotnet:${string}`
  readonly binary: true
  /** The .jar or .zip in base64. At most 38 MB. */
  readonly code: string
  /** The class or function to begin with. */
  readonly main: string
}

/** An image of one's own. The government site has none. */
export interface ImageExec {
  readonly kind: 'custom image'
  /** `{registryName}/{imageName}:{tag}`; without a tag, `latest`. */
  readonly imageUri: `${string}/${string}`
  readonly binary?: boolean | undefined
  readonly code?: string | undefined
  readonly main?: string | undefined
}

/** Actions one after another; each gets what the one before it returned. */
export interface SequenceExec {
  readonly kind: 'sequence'
  /** Each `{packageName}/{actionName}`; `-` where there is no package. */
  readonly components: readonly `${string}/${string}`[]
}

/** A subnet the action runs in. In Korea only those in KR-2. */
export interface Subnet {
  readonly vpcNo: number
  readonly subnetNo: number
}

/** What one run may take. */
export interface Limits {
  /** 500 to 300000 milliseconds. */
  readonly timeout: number
  /** Megabytes. */
  readonly memory: 128 | 256 | 512 | 1024
}

interface Common {
  /** 1 to 50 of `A-Z a-z 0-9 - _`, not beginning with `-`; or `-`: no package. */
  readonly packageName: string
  /** 1 to 50 of `A-Z a-z 0-9 - _`, not beginning with `-`, and not the name of any other resource. */
  readonly actionName: string
  /** At most 3000 bytes. */
  readonly description?: string | undefined
  /** Default parameters: at most 1 MB as JSON. Those of a trigger and of a run come before them. */
  readonly parameters?: JsonObject | undefined
}

interface WebOptions {
  /** Whether the action gets the HTTP request as it came. Default false. */
  readonly 'raw-http'?: boolean | undefined
  /** Whether the action answers OPTIONS itself. Default false. */
  readonly 'custom-options'?: boolean | undefined
}

type Without<Names extends string> = { readonly [Name in Names]?: undefined }

/** On VPC a subnet is needed, on Classic there is none. v2.0 takes one subnet at most. */
type Subnets<P extends Endpoint, X> = X extends 'vpc'
  ? P extends { readonly apiVersion: 'v2.0' }
    ? { readonly vpc?: readonly [Subnet] | undefined }
    : { readonly vpc: readonly Subnet[] }
  : Without<'vpc'>

type InPlace<P extends Endpoint> = {
  [X in PlatformAt<P>]: Subnets<P, X> &
    (X extends P['platform'] ? { readonly platform?: X | undefined } : { readonly platform: X })
}[PlatformAt<P>]

type Exec<P extends Endpoint> = SourceExec | CompiledExec | (P extends { readonly site: 'gov' } ? never : ImageExec)

/**
 * What `actions.put` takes: by `type`, by runtime, and by what the place has.
 */
export type PutActionParams<P extends Endpoint = DefaultEndpoint> = Common &
  (
    | (InPlace<P> & { readonly exec: Exec<P>; readonly limits: Limits } & (
          | ({ readonly type?: 'basic' | undefined } & Without<keyof WebOptions>)
          | ({ readonly type: 'web' } & WebOptions)
        ))
    | ({ readonly exec: SequenceExec; readonly platform?: PlatformAt<P> | undefined } & Without<'limits' | 'vpc'> &
        (
          | ({ readonly type: 'sequence' } & Without<keyof WebOptions>)
          | ({ readonly type: 'sequence-web' } & WebOptions)
        ))
  )

const subnets = list(fields({ vpcNo: whole(1, 2 ** 53 - 1), subnetNo: whole(1, 2 ** 53 - 1) }))

/**
 * Checks what an action is put with, and takes it apart as the version of the place has it.
 *
 * Not checked: whether a language or its version is there (they come and go), and whether names are taken.
 *
 * @returns Names and query, and the body.
 * @throws RangeError or TypeError naming the field and its rule.
 */
export const actionBody: Prepare = (params, place) => {
  const { platform, exec } = params
  const { kind } = Object(exec) as Partial<SourceExec | ImageExec>
  const type = choose('type', actionTypes, params.type as ActionType | undefined)
  const isSequence = isSequenceType(type)
  const web = isWebType(type)
  const [where, body] = takeBody(params, {
    ...(web && { 'raw-http': may(flag), 'custom-options': may(flag) }),
    ...(isSequence
      ? {
          exec: fields({
            kind: one('sequence'),
            components: list(rule('package/action', isActionPath)),
          }),
        }
      : {
          exec: fields(
            kind === 'custom image' && place.site !== 'gov'
              ? {
                  kind: text,
                  imageUri: matching(/^[^/\s]+\/\S+$/, 'registry/image'),
                  binary: may(flag),
                  code: may(text),
                  main: may(text),
                }
              : {
                  kind: matching(/^(java|[a-z]+:\S+)$/, 'like nodejs:22'),
                  binary: /^(java|dotnet)/.test(kind as string) ? one(true) : flag,
                  code: matching(/\S/, 'text, 38 MB', LARGEST_CODE_BASE64_BYTES),
                  main: text,
                },
          ),
          limits: fields({
            timeout: whole(SHORTEST_ACTION_TIMEOUT_MS, LONGEST_ACTION_TIMEOUT_MS),
            memory: one(...MEMORY_SIZES_MB),
          }),
          ...(platform === 'vpc' && { vpc: place.apiVersion === 'v2.0' ? may(subnets) : subnets }),
        }),
  })
  if (place.apiVersion === 'v2.1') return [{ ...where, type }, body]
  const vpc = body.vpc as readonly unknown[] | undefined
  none(vpc?.[1], 'vpc[1]')
  return [
    { ...where, type: undefined },
    { ...body, web, vpc: vpc?.[0] },
  ]
}
