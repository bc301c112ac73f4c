import { cron } from '../api/cron.ts'
import type { DefaultEndpoint, Endpoint, PlatformParams } from '../api/endpoint-types.ts'
import { LONGEST_REMINDER_MINUTES, SHORTEST_REMINDER_MINUTES } from '../api/limits.ts'
import { type TriggerType, type TriggerTypeGaps, triggerTypesAt } from '../api/resource-types.ts'
import {
  fields,
  flag,
  type JsonObject,
  list,
  matching,
  may,
  one,
  type Rule,
  type Rules,
  text,
  whole,
} from '../api/validate.ts'
import type { Prepare } from '../transport/transport.ts'
import { takeBody } from './methods.ts'

/** What may happen on GitHub. At run time only its form is checked: GitHub has new ones now and then. */
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

/** Opens a repository on GitHub. The service may show it again. */
export interface GithubCredential {
  readonly username: string
  readonly accessToken: string
  /** `repository`, or `organization/repository`. */
  readonly repository: string
}

/** The API Gateway that GitHub calls. Needed for a new trigger, and not read later. */
export type GithubLink<P extends Endpoint = DefaultEndpoint> = {
  readonly apiName: string
  readonly stageName: string
} & (P extends { readonly apiVersion: 'v2.0' } ? { readonly productId: string } : { readonly productName: string })

/** An alarm rule of Cloud Insight. */
export interface InsightLink {
  readonly prodKey: string
  readonly ruleGrpId: string
  /** 5 to 720 minutes between reminders. */
  readonly reminderTime?: number | undefined
  /** Whether the end of the event is told too. Default false. */
  readonly enableNotiWhenEventClose?: boolean | undefined
}

/** An event rule of a bucket. An action that writes to the same bucket may start itself again and again. */
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

/** A secret of Secret Manager. It can belong to one trigger. */
export interface SecretManagerLink {
  readonly secretName: string
}

/** The trigger types of an endpoint; where its region or version is one of several, those that all of them have. */
export type TriggerTypeAt<P extends Endpoint> = {
  [T in TriggerType]: Extract<TriggerTypeGaps[T][number], P['site'] | P['region'] | P['apiVersion']> extends never
    ? T
    : never
}[TriggerType]

interface Common<P extends Endpoint> extends PlatformParams<P> {
  /** 1 to 50 of `A-Z a-z 0-9 - _`, not beginning with `-`, and not the name of any other resource. */
  readonly triggerName: string
  /** At most 3000 bytes. */
  readonly description?: string | undefined
  /** Parameters for the actions it starts, before those of the actions: at most 1 MB as JSON. */
  readonly parameters?: JsonObject | undefined
}

interface ByType<P extends Endpoint> {
  readonly cron: {
    /** Minute, hour, day of month, month, day of week; in Korean time in Korea. See `nextRuns`. */
    readonly cronOption: string
  }
  readonly github: {
    readonly credential: GithubCredential
    readonly events: readonly GithubEvent[]
    readonly link?: GithubLink<P> | undefined
  }
  readonly insight: { readonly insightLink?: readonly InsightLink[] | undefined }
  readonly object_storage: { readonly objectStorageLink: readonly ObjectStorageLink[] }
  readonly source_commit: { readonly sourceCommitLink: readonly SourceCommitLink[] }
  readonly secret_manager: { readonly secretManagerLink: readonly SecretManagerLink[] }
}

/** What `triggers.put` takes: by `type`, and by what the place has. */
export type PutTriggerParams<P extends Endpoint = DefaultEndpoint> = {
  [T in TriggerTypeAt<P>]: Common<P> & { readonly type: T } & ByType<P>[T]
}[TriggerTypeAt<P>]

const linksOf = (rules: Rules): Rule => list(fields(rules))

/**
 * Checks what a trigger is put with, and takes it apart as the version of the place has it.
 */
export const triggerBody: Prepare = (params, endpoint) => {
  const { apiVersion } = endpoint
  const rules: Readonly<Record<TriggerType, Rules>> = {
    cron: { cronOption: cron },
    github: {
      credential: fields({ username: text, accessToken: text, repository: text }),
      events: list(matching(/^(\*|[a-z_]+)$/, 'an event or *')),
      link: may(
        fields({ [apiVersion === 'v2.0' ? 'productId' : 'productName']: text, apiName: text, stageName: text }),
      ),
    },
    insight: {
      insightLink: may(
        linksOf({
          prodKey: text,
          ruleGrpId: text,
          reminderTime: may(whole(SHORTEST_REMINDER_MINUTES, LONGEST_REMINDER_MINUTES)),
          enableNotiWhenEventClose: may(flag),
        }),
      ),
    },
    object_storage: { objectStorageLink: linksOf({ bucketName: text, eventRuleName: text }) },
    source_commit: { sourceCommitLink: linksOf({ repositoryName: text, webhookName: text, enable: may(flag) }) },
    secret_manager: { secretManagerLink: linksOf({ secretName: text }) },
  }
  one(...triggerTypesAt(endpoint))(params.type, 'type')
  const [where, body] = takeBody(params, rules[params.type as TriggerType])
  if (apiVersion === 'v2.1') return [where, body]
  const { link, credential: credentials, ...trigger } = body
  return [where, { trigger: { ...trigger, credentials }, link }]
}
