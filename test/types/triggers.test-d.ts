/** What a trigger may be put with. Nothing here runs: that it compiles is the test. */
import { createClient, type PutTriggerParams } from '../../lib/index.ts'

const key = { accessKey: 'ACCESSKEY', secretKey: 'SECRETKEY' }
const { put, fire, link, unlink } = createClient(key).triggers
const { put: putOld } = createClient({ ...key, apiVersion: 'v2.0' }).triggers
const { put: putInSingapore } = createClient({ ...key, region: 'SGN' }).triggers
const { put: putInJapan } = createClient({ ...key, region: 'JPN' }).triggers
const { put: putInOldJapan } = createClient({ ...key, region: 'JPN', apiVersion: 'v2.0' }).triggers
const { put: putOnGov } = createClient({ ...key, site: 'gov' }).triggers
const { put: putOnFin } = createClient({ ...key, site: 'fin' }).triggers

const triggerName = 'nightly'
const cron = { triggerName, type: 'cron', cronOption: '0 3 * * *' } as const
const credential = { username: 'kim', accessToken: 'TOKEN', repository: 'shop' }
const github = { triggerName, type: 'github', credential, events: ['push'] } as const
const gateway = { productName: 'shop', apiName: 'hooks', stageName: 'v1' }
const oldGateway = { productId: 'p1', apiName: 'hooks', stageName: 'v1' }
const insight = { triggerName, type: 'insight', insightLink: [{ prodKey: '1', ruleGrpId: '2' }] } as const
const bucket = { bucketName: 'bucket', eventRuleName: 'created' }
const storage = { triggerName, type: 'object_storage', objectStorageLink: [bucket] } as const
const webhook = { repositoryName: 'shop', webhookName: 'pushed' }
const commit = { triggerName, type: 'source_commit', sourceCommitLink: [webhook] } as const
const secret = { triggerName, type: 'secret_manager', secretManagerLink: [{ secretName: 'password' }] } as const

// What there is.
put(cron)
put({ ...cron, platform: 'classic', description: 'd', parameters: { name: 'Kim' } })
put(github)
put({ ...github, events: ['*'], link: gateway })
put({ triggerName, type: 'insight' })
put({ ...insight, insightLink: [{ prodKey: '1', ruleGrpId: '2', reminderTime: 5, enableNotiWhenEventClose: true }] })
put(storage)
put({ ...commit, sourceCommitLink: [{ ...webhook, enable: false }] })
put(secret)
putOld({ ...github, link: oldGateway })
putOld(commit)
putInSingapore(storage)
putInSingapore(insight)
putInJapan(secret)
putInOldJapan(insight)
putOnGov(cron)
putOnGov({ ...github, link: oldGateway })
putOnFin(commit)
putOnFin(secret)
export const kept: PutTriggerParams = cron

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
putOld(secret)
// @ts-expect-error v2.0 has no Secret Manager, in Japan neither
putInOldJapan(secret)

// @ts-expect-error v2.0 names a product by its id
putOld({ ...github, link: gateway })
// @ts-expect-error v2.1 names a product by its name
put({ ...github, link: oldGateway })
// @ts-expect-error the government site names a product by its id
putOnGov({ ...github, link: gateway })
// @ts-expect-error a gateway has a stage
put({ ...github, link: { productName: 'shop', apiName: 'hooks' } })
// @ts-expect-error the client writes the credentials of v2.0
putOld({ triggerName, type: 'github', credentials: credential, events: ['push'] })
// @ts-expect-error the client wraps what v2.0 wants wrapped
putOld({ triggerName, type: 'cron', trigger: { cronOption: '0 3 * * *' } })

// @ts-expect-error no type
put({ triggerName, cronOption: '0 3 * * *' })
// @ts-expect-error an unknown type
put({ triggerName, type: 'moon' })
// @ts-expect-error no name
put({ type: 'cron', cronOption: '0 3 * * *' })
// @ts-expect-error no time
put({ triggerName, type: 'cron' })
// @ts-expect-error no credential
put({ triggerName, type: 'github', events: ['push'] })
// @ts-expect-error half a credential
put({ ...github, credential: { username: 'kim', accessToken: 'TOKEN' } })
// @ts-expect-error no event
put({ triggerName, type: 'github', credential })
// @ts-expect-error an unknown event
put({ ...github, events: ['pushed'] })
// @ts-expect-error no bucket
put({ triggerName, type: 'object_storage' })
// @ts-expect-error no rule of the bucket
put({ ...storage, objectStorageLink: [{ bucketName: 'bucket' }] })
// @ts-expect-error half an alarm
put({ ...insight, insightLink: [{ prodKey: '1' }] })
// @ts-expect-error no webhook
put({ ...commit, sourceCommitLink: [{ repositoryName: 'shop' }] })
// @ts-expect-error no secret
put({ triggerName, type: 'secret_manager' })
// @ts-expect-error a field of another type
put({ ...cron, objectStorageLink: [bucket] })
// @ts-expect-error an unknown field
put({ ...cron, colour: 'red' })

// The other calls.
fire({ triggerName, parameters: { name: 'Kim' } })
link({ triggerName, actionName: 'greet' })
unlink({ triggerName, actionName: 'greet', packageName: 'shop', platform: 'classic' })

// @ts-expect-error no trigger
fire({ parameters: {} })
// @ts-expect-error nobody waits for a trigger
fire({ triggerName, timeout: 1 })
// @ts-expect-error no action
link({ triggerName })
// @ts-expect-error the body's own name
unlink({ triggerName, action: 'greet' })
