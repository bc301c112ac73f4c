import { cronExpression } from '../api/cron.ts'
import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'
import { LONGEST_REMINDER_MINUTES, SHORTEST_REMINDER_MINUTES } from '../api/limits.ts'
import { type TriggerType, type TriggerTypeGaps, triggerTypesAt } from '../api/trigger-types.ts'
import {
  boolean,
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

/** An event of GitHub. At run time only its form is validated: GitHub adds events now and then. */
export type GithubEvent =
  | '*'
  | 'branch_protection_rule'
  | 'check_run'
  | 'check_suite'
  | 'code_scanning_alert'
  | 'commit_comment'
  | 'create'
  | 'delete'
  | 'deploy_key'
  | 'deployment'
  | 'deployment_status'
  | 'discussion'
  | 'discussion_comment'
  | 'fork'
  | 'gollum'
  | 'issue_comment'
  | 'issues'
  | 'label'
  | 'member'
  | 'meta'
  | 'milestone'
  | 'package'
  | 'page_build'
  | 'project'
  | 'project_card'
  | 'project_column'
  | 'public'
  | 'pull_request'
  | 'pull_request_review'
  | 'pull_request_review_comment'
  | 'pull_request_review_thread'
  | 'push'
  | 'registry_package'
  | 'release'
  | 'repository'
  | 'repository_import'
  | 'repository_vulnerability_alert'
  | 'secret_scanning_alert'
  | 'secret_scanning_alert_location'
  | 'security_and_analysis'
  | 'star'
  | 'status'
  | 'team_add'
  | 'watch'
  | 'workflow_job'
  | 'workflow_run'

/** Access to a repository on GitHub. The service may return it. */
export interface GithubCredential {
  readonly username: string
  readonly accessToken: string
  /** `repository`, or `organization/repository`. */
  readonly repository: string
}

/** The API Gateway that GitHub calls. Required for a new trigger, ignored later. */
export type GithubLink<E extends Endpoint = DefaultEndpoint> = {
  readonly apiName: string
  readonly stageName: string
} & (E extends { readonly apiVersion: 'v2.0' } ? { readonly productId: string } : { readonly productName: string })

/** An alarm rule of Cloud Insight. */
export interface InsightLink {
  readonly prodKey: string
  readonly ruleGrpId: string
  /** 5 to 720 minutes between reminders. */
  readonly reminderTime?: number | undefined
  /** Whether the end of the event is reported, too. Default false. */
  readonly enableNotiWhenEventClose?: boolean | undefined
}

/** An event rule of a bucket. An action that writes to the same bucket may start itself without end. */
export interface ObjectStorageLink {
  readonly bucketName: string
  readonly eventRuleName: string
}

/** A webhook of SourceCommit. */
export interface SourceCommitLink {
  readonly repositoryName: string
  readonly webhookName: string
  /** Default true. */
  readonly enable?: boolean | undefined
}

/** A secret of Secret Manager. It can belong to one trigger only. */
export interface SecretManagerLink {
  readonly secretName: string
}

/** The trigger types of an endpoint; where its region or version is one of several, those that all of them have. */
export type TriggerTypeAt<E extends Endpoint> = {
  [T in TriggerType]: Extract<TriggerTypeGaps[T][number], E['site'] | E['region'] | E['apiVersion']> extends never
    ? T
    : never
}[TriggerType]

interface Common<E extends Endpoint> extends PlatformParams<E> {
  /** 1 to 50 characters of `A-Z a-z 0-9 - _`. Must not start with `-` or be the name of another resource. */
  readonly triggerName: string
  /** At most 3000 bytes. */
  readonly description?: string | undefined
  /** Parameters for the actions that it starts: they override those of the actions. At most 1 MB as JSON. */
  readonly parameters?: JsonObject | undefined
}

interface ByType<E extends Endpoint> {
  readonly cron: {
    /** Minute, hour, day of month, month, day of week; Korean time in the region KR. See `nextRuns`. */
    readonly cronOption: string
  }
  readonly github: {
    readonly credential: GithubCredential
    readonly events: readonly GithubEvent[]
    readonly link?: GithubLink<E> | undefined
  }
  readonly insight: { readonly insightLink?: readonly InsightLink[] | undefined }
  readonly object_storage: { readonly objectStorageLink: readonly ObjectStorageLink[] }
  readonly source_commit: { readonly sourceCommitLink: readonly SourceCommitLink[] }
  readonly secret_manager: { readonly secretManagerLink: readonly SecretManagerLink[] }
}

/** Parameters of `triggers.put`, by `type` and endpoint. */
export type PutTriggerParams<E extends Endpoint = DefaultEndpoint> = {
  [T in TriggerTypeAt<E>]: Common<E> & { readonly type: T } & ByType<E>[T]
}[TriggerTypeAt<E>]

const links = (rules: Rules): Rule => listOf(objectOf(rules))

/** Validates the parameters of `triggers.put`, and builds the body for the API version of the endpoint. */
export const prepareTriggerBody: Prepare = (params, endpoint) => {
  const { apiVersion } = endpoint
  const rules: Readonly<Record<TriggerType, Rules>> = {
    cron: { cronOption: cronExpression },
    github: {
      credential: objectOf({ username: text, accessToken: text, repository: text }),
      events: listOf(textLike(/^(\*|[a-z_]+)$/, 'an event of GitHub such as push, or *')),
      link: optional(
        objectOf({ [apiVersion === 'v2.0' ? 'productId' : 'productName']: text, apiName: text, stageName: text }),
      ),
    },
    insight: {
      insightLink: optional(
        links({
          prodKey: text,
          ruleGrpId: text,
          reminderTime: optional(integer(SHORTEST_REMINDER_MINUTES, LONGEST_REMINDER_MINUTES)),
          enableNotiWhenEventClose: optional(boolean),
        }),
      ),
    },
    object_storage: { objectStorageLink: links({ bucketName: text, eventRuleName: text }) },
    source_commit: { sourceCommitLink: links({ repositoryName: text, webhookName: text, enable: optional(boolean) }) },
    secret_manager: { secretManagerLink: links({ secretName: text }) },
  }
  oneOf(...triggerTypesAt(endpoint))(params.type, 'type')
  const [rest, body] = takeBody(params, rules[params.type as TriggerType])
  if (apiVersion === 'v2.1') return { params: rest, body }
  const { link, credential: credentials, ...trigger } = body
  return { params: rest, body: { trigger: { ...trigger, credentials }, link } }
}
