import { createEmulator, developmentCredentials } from './index.ts'
import { samplePackages } from './sample.ts'

const emulator = createEmulator({ packages: samplePackages })

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
${developmentCredentials[1].secretKey}, has no permissions.
`

export default {
  fetch(request: Request): Response | Promise<Response> {
    const { pathname, origin } = new URL(request.url)
    return pathname === '/' ? new Response(welcome(origin)) : emulator.fetch(request)
  },
}
