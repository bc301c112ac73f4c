/** The parameters of the calls for triggers. This file is only compiled: a comment names each error of the compiler. */
import { createClient, type PutTriggerParams } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }
const { put, fire, link, unlink } = createClient(key).triggers
const { put: putV20 } = createClient({ ...key, apiVersion: 'v2.0' }).triggers
const { put: putInSingapore } = createClient({ ...key, region: 'SGN' }).triggers
const { put: putInJapan } = createClient({ ...key, region: 'JPN' }).triggers
const { put: putInJapanV20 } = createClient({ ...key, region: 'JPN', apiVersion: 'v2.0' }).triggers
const { put: putOnGov } = createClient({ ...key, site: 'gov' }).triggers
const { put: putOnFin } = createClient({ ...key, site: 'fin' }).triggers

const triggerName = 'nightly'
const cron = { triggerName, type: 'cron', cronOption: '0 3 * * *' } as const
const credential = { username: 'kim', accessToken: 'TOKEN', repository: 'shop' }
const github = { triggerName, type: 'github', credential, events: ['push'] } as const
const gateway = { productName: 'shop', apiName: 'hooks', stageName: 'v1' }
const gatewayV20 = { productId: 'p1', apiName: 'hooks', stageName: 'v1' }
const insight = { triggerName, type: 'insight', insightLink: [{ prodKey: '1', ruleGrpId: '2' }] } as const
const bucket = { bucketName: 'bucket', eventRuleName: 'created' }
const storage = { triggerName, type: 'object_storage', objectStorageLink: [bucket] } as const
const webhook = { repositoryName: 'shop', webhookName: 'pushed' }
const commit = { triggerName, type: 'source_commit', sourceCommitLink: [webhook] } as const
const secret = { triggerName, type: 'secret_manager', secretManagerLink: [{ secretName: 'password' }] } as const

// Valid triggers.
put(cron)
put({ ...cron, platform: 'classic', description: 'd', parameters: { name: 'Kim' } })
put(github)
put({ ...github, events: ['*'], link: gateway })
put({ triggerName, type: 'insight' })
put({ ...insight, insightLink: [{ prodKey: '1', ruleGrpId: '2', reminderTime: 5, enableNotiWhenEventClose: true }] })
put(storage)
put({ ...commit, sourceCommitLink: [{ ...webhook, enable: false }] })
put(secret)
putV20({ ...github, link: gatewayV20 })
putV20(commit)
putInSingapore(storage)
putInSingapore(insight)
putInJapan(secret)
putInJapanV20(insight)
putOnGov(cron)
putOnGov({ ...github, link: gatewayV20 })
putOnFin(commit)
putOnFin(secret)
export const params: PutTriggerParams = cron

// @ts-expect-error the government site has cron and GitHub only
putOnGov(insight)
// @ts-expect-error the government site has cron and GitHub only
putOnGov(storage)
// @ts-expect-error the government site has cron and GitHub only
putOnGov(commit)
// @ts-expect-error the government site has cron and GitHub only
putOnGov(secret)
// @ts-expect-error Singapore has no SourceCommit
putInSingapore(commit)
// @ts-expect-error Singapore has no Secret Manager
putInSingapore(secret)
// @ts-expect-error Japan has no SourceCommit
putInJapan(commit)
// @ts-expect-error v2.0 has no Secret Manager
putV20(secret)
// @ts-expect-error v2.0 has no Secret Manager in Japan
putInJapanV20(secret)

// @ts-expect-error v2.0 needs productId
putV20({ ...github, link: gateway })
// @ts-expect-error v2.1 needs productName
put({ ...github, link: gatewayV20 })
// @ts-expect-error the government site needs productId
putOnGov({ ...github, link: gateway })
// @ts-expect-error link.stageName is missing
put({ ...github, link: { productName: 'shop', apiName: 'hooks' } })
// @ts-expect-error the client sets the field credentials of v2.0
putV20({ triggerName, type: 'github', credentials: credential, events: ['push'] })
// @ts-expect-error the client sets the field trigger of v2.0
putV20({ triggerName, type: 'cron', trigger: { cronOption: '0 3 * * *' } })

// @ts-expect-error type is missing
put({ triggerName, cronOption: '0 3 * * *' })
// @ts-expect-error unknown type
put({ triggerName, type: 'moon' })
// @ts-expect-error triggerName is missing
put({ type: 'cron', cronOption: '0 3 * * *' })
// @ts-expect-error cronOption is missing
put({ triggerName, type: 'cron' })
// @ts-expect-error credential is missing
put({ triggerName, type: 'github', events: ['push'] })
// @ts-expect-error credential.repository is missing
put({ ...github, credential: { username: 'kim', accessToken: 'TOKEN' } })
// @ts-expect-error events is missing
put({ triggerName, type: 'github', credential })
// @ts-expect-error unknown event
put({ ...github, events: ['pushed'] })
// @ts-expect-error objectStorageLink is missing
put({ triggerName, type: 'object_storage' })
// @ts-expect-error eventRuleName is missing
put({ ...storage, objectStorageLink: [{ bucketName: 'bucket' }] })
// @ts-expect-error ruleGrpId is missing
put({ ...insight, insightLink: [{ prodKey: '1' }] })
// @ts-expect-error webhookName is missing
put({ ...commit, sourceCommitLink: [{ repositoryName: 'shop' }] })
// @ts-expect-error secretManagerLink is missing
put({ triggerName, type: 'secret_manager' })
// @ts-expect-error a parameter of another type
put({ ...cron, objectStorageLink: [bucket] })
// @ts-expect-error unknown parameter
put({ ...cron, colour: 'red' })

// The other calls.
fire({ triggerName, parameters: { name: 'Kim' } })
link({ triggerName, actionName: 'greet' })
unlink({ triggerName, actionName: 'greet', packageName: 'shop', platform: 'classic' })

// @ts-expect-error triggerName is missing
fire({ parameters: {} })
// @ts-expect-error a firing has no timeout
fire({ triggerName, timeout: 1 })
// @ts-expect-error actionName is missing
link({ triggerName })
// @ts-expect-error the parameter is actionName: action is the name in the body
unlink({ triggerName, action: 'greet' })
