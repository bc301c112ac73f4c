import { developmentCredentials } from '../gateway/accepted-keys.ts'
import { FAULT_HEADER } from '../gateway/faults.ts'
import { COMMAND_HEADER } from './request-guard.ts'

/** Returns the page at `/`: how to call the emulator, with a first request to paste into a shell. */
export const welcomeText = (origin: string): string => {
  const [manager, withoutPermissions, viewer] = developmentCredentials
  return `This is an emulator of NAVER Cloud Functions.

Paste these lines into a shell to list the packages:

  ACCESS_KEY=${manager.accessKey}
  SECRET_KEY=${manager.secretKey}
  TARGET='/ncf/api/v2/packages?platform=vpc'
  TIMESTAMP=$(date +%s000)
  SIGNATURE=$(printf 'GET %s\\n%s\\n%s' "$TARGET" "$TIMESTAMP" "$ACCESS_KEY" |
    openssl dgst -sha256 -hmac "$SECRET_KEY" -binary | base64)
  curl "${origin}$TARGET" -H "x-ncp-apigw-timestamp: $TIMESTAMP" \\
    -H "x-ncp-iam-access-key: $ACCESS_KEY" -H "x-ncp-apigw-signature-v2: $SIGNATURE"

If a signature is wrong, the response names the likely mistake and the fix.

Access keys, with their secret keys:

  ${manager.accessKey}  ${manager.secretKey}  all permissions
  ${withoutPermissions.accessKey}  ${withoutPermissions.secretKey}  no permission
  ${viewer.accessKey}  ${viewer.secretKey}  can only read

The emulator has all operations: API v2.1 at /ncf/api/v2, v2.0 at /api/v2. Sign each request with its own method and
target. Some operations:

  PUT  /ncf/api/v2/packages/tools                  creates a package; the body can be {}
  PUT  /ncf/api/v2/packages/tools/actions/hello    creates an action; nodejs:* actions run, without network
  POST /ncf/api/v2/packages/tools/actions/hello    runs the action
  GET  /ncf/api/v2/activations                     lists the runs
  PUT  /ncf/api/v2/triggers/hourly?type=cron       creates a trigger, which fires by itself in Korean time
  POST /ncf/api/v2/triggers/hourly/link-action     links the trigger to an action

Web actions need no signature: ${origin}/web/{platform}/{packageName}/{actionName}/http

To test failures, send the header ${FAULT_HEADER}: 429, 503, html, cut, delay={ms} or clock={ms}.

The data stays when the emulator stops. To delete it:

  curl -X DELETE ${origin}/ -H '${COMMAND_HEADER}: reset'
`
}
