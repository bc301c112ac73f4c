import { nextRuns } from '../../../lib/api/cron.ts'
import { LONGEST_REMINDER_MINUTES, SHORTEST_REMINDER_MINUTES } from '../../../lib/api/limits.ts'
import type { TriggerType } from '../../../lib/api/trigger-types.ts'
import { LONGEST_TEXT, MISSING_FIELD, WRONG_FIELD } from '../assumptions.ts'
import { boolean, type FieldRule, integer, type JsonObject, listOf, object, text, textThat } from './field-rules.ts'
import { type FieldReader, readFields } from './read-fields.ts'
import type { TriggerBody } from './trigger-versions.ts'

const anyText = text(LONGEST_TEXT)

const githubEvent = textThat('an event of GitHub, such as push, or * for all events', (event) =>
  /^(\*|[a-z_]{1,60})$/.test(event),
)

/** An optional field of a list entry. Without a default, a missing field stays missing. */
interface OptionalField {
  readonly rule: FieldRule<unknown>
  readonly defaultValue?: unknown
}

/** Reads one entry of a list such as `objectStorageLink`. */
const readEntry = (
  entry: JsonObject,
  path: string,
  required: readonly string[],
  optional: Readonly<Record<string, OptionalField>>,
): JsonObject => {
  const fields = readFields(entry, MISSING_FIELD, WRONG_FIELD, `${path}.`)
  const values: Record<string, unknown> = {}
  for (const name of required) values[name] = fields.required(name, anyText)
  for (const [name, { rule, defaultValue }] of Object.entries(optional)) {
    const value = fields.optional(name, rule) ?? defaultValue
    if (value !== undefined) values[name] = value
  }
  return values
}

const readEntries = (
  entries: readonly JsonObject[] | undefined,
  path: string,
  required: readonly string[],
  optional: Readonly<Record<string, OptionalField>> = {},
): JsonObject => ({ [path]: (entries ?? []).map((entry) => readEntry(entry, path, required, optional)) })

const readCron = ({ fields }: TriggerBody): JsonObject => {
  const cronOption = fields.required('cronOption', anyText)
  try {
    nextRuns(cronOption, { count: 0 })
  } catch (error) {
    // The message starts with the name of the field.
    const { message } = error as Error
    fields.reject('cronOption', message.replace('cronOption ', ''))
  }
  return { cronOption }
}

const readTexts = (fields: FieldReader, path: string, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, fields.required(`${path}.${name}`, anyText)]))

const readGithub = ({ fields, outerFields, credential, productField }: TriggerBody, isNew: boolean): JsonObject => {
  const values = {
    credential: readTexts(credential.fields, credential.path, ['username', 'accessToken', 'repository']),
    events: fields.required('events', listOf(githubEvent)),
  }
  // The service reads the link only when it creates a trigger.
  return isNew ? { ...values, link: readTexts(outerFields, 'link', [productField, 'apiName', 'stageName']) } : values
}

/** Reads the fields of each type of trigger. */
export const readTriggerFields: Readonly<Record<TriggerType, (body: TriggerBody, isNew: boolean) => JsonObject>> = {
  cron: readCron,
  github: readGithub,
  insight: ({ fields }) =>
    readEntries(fields.optional('insightLink', listOf(object)), 'insightLink', ['prodKey', 'ruleGrpId'], {
      reminderTime: { rule: integer(SHORTEST_REMINDER_MINUTES, LONGEST_REMINDER_MINUTES) },
      enableNotiWhenEventClose: { rule: boolean, defaultValue: false },
    }),
  object_storage: ({ fields }) =>
    readEntries(fields.required('objectStorageLink', listOf(object)), 'objectStorageLink', [
      'bucketName',
      'eventRuleName',
    ]),
  source_commit: ({ fields }) =>
    readEntries(
      fields.required('sourceCommitLink', listOf(object)),
      'sourceCommitLink',
      ['repositoryName', 'webhookName'],
      { enable: { rule: boolean, defaultValue: true } },
    ),
  secret_manager: ({ fields }) =>
    readEntries(fields.required('secretManagerLink', listOf(object)), 'secretManagerLink', ['secretName']),
}
