import { createWorkerLoaderExecutor, type WorkerLoader } from '../execute/worker-loader.ts'
import { FAULT_HEADER } from '../gateway/faults.ts'
import { developmentCredentials } from '../index.ts'

export { EmulatorObject } from './durable-object.ts'

interface WorkerEnv {
  /** The one object that is the emulator. */
  readonly EMULATOR: { getByName(name: string): { fetch(request: Request): Promise<Response> } }
  readonly LOADER: WorkerLoader
  /** `allow`: actions reach the network. */
  readonly ACTION_NETWORK?: string
}

/** For the object alone: runs an action. */
export const actions = {
  async fetch(request: Request, env: WorkerEnv): Promise<Response> {
    const execute = createWorkerLoaderExecutor(env.LOADER, { network: env.ACTION_NETWORK === 'allow' })
    return Response.json(await execute(await request.json()))
  },
}

/** For whoever opens the address itself: what this is, and a first request to paste. */
const welcome = (origin: string): string => `NAVER Cloud Functions, emulated. Any client can call it with these keys:

  ACCESS_KEY=${developmentCredentials[0].accessKey}
  SECRET_KEY=${developmentCredentials[0].secretKey}
  TARGET='/ncf/api/v2/packages?platform=vpc'
  TIMESTAMP=$(date +%s000)
  SIGNATURE=$(printf 'GET %s\\n%s\\n%s' "$TARGET" "$TIMESTAMP" "$ACCESS_KEY" |
    openssl dgst -sha256 -hmac "$SECRET_KEY" -binary | base64)
  curl "${origin}$TARGET" -H "x-ncp-apigw-timestamp: $TIMESTAMP" \\
    -H "x-ncp-iam-access-key: $ACCESS_KEY" -H "x-ncp-apigw-signature-v2: $SIGNATURE"

A refused signature is explained. ${developmentCredentials[1].accessKey}, with the secret
${developmentCredentials[1].secretKey}, has no permissions. ${developmentCredentials[2].accessKey}, with
${developmentCredentials[2].secretKey}, may look and not touch.

All operations are there, v2.1 at /ncf/api/v2 and v2.0 at /api/v2. Sign the method you send, in place of GET:

  PUT  /ncf/api/v2/packages/tools                   a package; send {} as its body
  PUT  /ncf/api/v2/packages/tools/actions/hello     an action; those of nodejs:* run, without network
  POST /ncf/api/v2/packages/tools/actions/hello     runs it
  GET  /ncf/api/v2/activations                      what has run
  PUT  /ncf/api/v2/triggers/hourly?type=cron        a trigger; cron fires by itself, in Korean time
  POST /ncf/api/v2/triggers/hourly/link-action      what it runs

A web action answers, unsigned, at ${origin}/web/{platform}/{packageName}/{actionName}/http
To see a client fail, send ${FAULT_HEADER}: 429, 503, html, cut, delay={ms} or clock={ms}.
Everything is kept when the emulator ends. To empty it: curl -X DELETE ${origin}/
`

export default {
  fetch(request: Request, env: WorkerEnv): Response | Promise<Response> {
    const { pathname, origin } = new URL(request.url)
    if (pathname === '/' && request.method !== 'DELETE') return new Response(welcome(origin))
    return env.EMULATOR.getByName('emulator').fetch(request)
  },
}
