import type { KnownErrorCode } from '../../lib/api/error-codes.ts'

/** The meaning and advice of every error code in Korean. */
interface KoreanError {
  readonly message: string
  readonly advice: string
}

const TOO_FAST = '짧은 시간에 API Gateway로 요청이 너무 많이 들어왔습니다.'
const SLOW_DOWN = '잠시 후에 더 천천히 다시 호출하세요.'
const OTHER_PLATFORM = '다른 플랫폼(`vpc` 또는 `classic`)을 지정하세요. 리소스는 그 플랫폼에 있습니다.'
const PERMISSION: KoreanError = {
  message: '이 인증키의 서브 계정에 해당 작업의 권한이 없습니다.',
  advice: '콘솔에서 서브 계정에 View/getPackageList 같은 권한을 부여하세요.',
}
const NO_ACTIVATION: KoreanError = {
  message: '액티베이션이 없거나 아직 조회할 수 없습니다.',
  advice: '`activationId`를 확인하거나 1분 뒤에 다시 조회하세요.',
}
const BASE_URL = '`baseUrl`을 확인하세요. 다른 서버가 보낸 응답일 수 있습니다.'
const CHECK_ACTIVATION = '몇 초 뒤에 다시 시도하세요. `outcome`이 `unknown`이면 먼저 액티베이션이 있는지 확인하세요.'
const RETRY_AFTER = '`Retry-After` 헤더에 적힌 초만큼 기다린 뒤 다시 시도하세요.'
const RETRY_AFTER_OR_CHECK_ACTIVATION = `${RETRY_AFTER} \`outcome\`이 \`unknown\`이면 먼저 액티베이션이 있는지 확인하세요.`
const SUPPORT =
  '계속 실패하면 `requestId`(프록시를 거쳤다면 프록시 로그의 `upstreamRequestId`)를 알려 네이버 클라우드 고객 지원에 문의하세요.'

export const koreanErrors: Readonly<Record<KnownErrorCode, KoreanError>> = {
  network: {
    message: '응답을 받지 못했습니다.',
    advice: '네트워크를 확인하세요. 브라우저가 CORS 오류를 표시하면 프록시에서 이 페이지의 오리진을 허용하세요.',
  },
  timeout: {
    message: '제한 시간 안에 응답을 다 받지 못했습니다.',
    advice: '`timeoutMs`를 늘리거나 네트워크를 확인하세요.',
  },
  redirect: {
    message: '응답이 리디렉션입니다. 서명이 다른 호스트로 넘어가지 않도록 클라이언트는 따라가지 않습니다.',
    advice: '`baseUrl`, `site`, `region`을 확인하세요.',
  },
  http_error: { message: '상태 코드가 오류이고, 본문이 서비스의 오류 형식이 아닙니다.', advice: BASE_URL },
  invalid_response: { message: '상태 코드는 성공(2xx)이지만, 본문이 문서에 있는 형식이 아닙니다.', advice: BASE_URL },
  response_too_large: {
    message: '응답이 `maxResponseBytes`보다 커서 클라이언트가 수신을 중단했습니다.',
    advice: '`maxResponseBytes`를 늘리거나 `baseUrl`을 확인하세요.',
  },

  method_not_allowed: {
    message: '프록시는 이 경로에서 이 메서드를 받지 않습니다.',
    advice: '`Allow` 헤더에 있는 메서드를 쓰세요.',
  },
  uri_too_long: { message: 'URL이 너무 깁니다.', advice: 'URL을 4096자 이내로 줄이세요.' },
  headers_too_large: { message: '요청 헤더가 너무 큽니다.', advice: '헤더 전체를 16384자 이내로 줄이세요.' },
  invalid_host: { message: '`Host` 헤더가 올바르지 않습니다.', advice: '`Host` 헤더에 프록시의 호스트를 보내세요.' },
  misconfigured: {
    message: '프록시 설정이 없거나 잘못되었습니다.',
    advice:
      '`npm run check-config`로 설정을 검사하세요. 또는 `npx wrangler tail`을 실행한 채로 다시 배포하면, 고쳐야 할 시크릿과 변수가 로그에 나옵니다.',
  },
  dev_host: {
    message: '개발용 프록시라서 localhost로만 호출할 수 있습니다.',
    advice: 'localhost, 127.0.0.1 또는 [::1]로 호출하세요.',
  },
  origin_not_allowed: {
    message: '프록시가 이 페이지의 오리진을 허용하지 않습니다.',
    advice:
      '`ALLOWED_ORIGINS`에 오리진을 추가하세요. 호출자에 `origins` 목록이 있으면 거기에도 추가하세요. 또는 프록시와 같은 오리진에서 페이지를 여세요.',
  },
  cross_site_blocked: {
    message: '다른 사이트가 CORS 없이 보낸 요청을 프록시가 거부했습니다.',
    advice: '페이지를 직접 열거나, `ALLOWED_ORIGINS`에 있는 오리진에서 `fetch`로 호출하세요.',
  },
  unauthenticated: {
    message: '요청에 호출자 토큰이 없습니다.',
    advice: '`Authorization: Bearer <token>` 헤더를 보내세요. Cloudflare Access를 쓰는 프록시라면 로그인하세요.',
  },
  invalid_token: {
    message: '호출자 토큰이 잘못되었거나 만료되었습니다.',
    advice: '이 프록시의 유효한 토큰을 보내세요. 운영자가 `npm run -s caller -- <id>`로 만듭니다.',
  },
  auth_unavailable: {
    message: 'Cloudflare Access의 키를 받지 못해 토큰을 확인할 수 없습니다.',
    advice: '1초 뒤에 다시 시도하세요.',
  },
  rate_limited: { message: '요청이 너무 많습니다.', advice: RETRY_AFTER },
  limiter_unavailable: {
    message: '요청 제한을 확인할 수 없어 프록시가 요청을 보내지 않았습니다.',
    advice: '1초 뒤에 다시 시도하세요.',
  },
  insufficient_scope: {
    message: '호출자에게 이 작업의 권한이 없습니다.',
    advice:
      '`ALLOWED_OPERATIONS`와 호출자의 `operations`에 작업을 추가하세요. 액션을 실행하려면 `ALLOWED_ACTIONS`와 `actions`에도 추가하세요.',
  },
  not_found: {
    message: '프록시에 없는 경로입니다.',
    advice:
      '`/ncf/api/v2/packages`처럼 API Gateway와 같은 경로를 쓰고, 프록시의 사이트에 있는 API 버전인지 확인하세요.',
  },
  invalid_query: {
    message: '쿼리가 올바르지 않습니다.',
    advice: '문서에 있는 파라미터를 한 번씩만, 문서에 있는 값으로 보내세요. 플랫폼은 프록시의 리전에 있어야 합니다.',
  },
  invalid_name: {
    message: '경로에 있는 이름이 올바르지 않습니다.',
    advice: '이름은 A-Z a-z 0-9 - _ 로 된 1~50자이고 -로 시작할 수 없습니다. 액티베이션 ID는 영문과 숫자 32자입니다.',
  },
  unsupported_media_type: {
    message: 'Content-Type이 JSON이 아닙니다.',
    advice: '`Content-Type: application/json` 헤더와 함께 보내세요.',
  },
  payload_too_large: {
    message: '본문이 너무 큽니다.',
    advice:
      '`MAX_BODY_BYTES`(`putAction`은 `MAX_CODE_BYTES`) 이내로 줄이세요. 본문이 없는 작업에는 본문을 보내지 마세요.',
  },
  request_timeout: {
    message: '본문이 제한 시간 안에 도착하지 않았습니다.',
    advice: '더 빨리 보내거나 `BODY_TIMEOUT_MS`를 늘리세요.',
  },
  invalid_json: {
    message: '본문이 올바른 JSON이 아닙니다.',
    advice:
      'UTF-8 JSON을 보내세요. 같은 키를 두 번 쓰거나, double로 표현할 수 없는 수를 쓰거나, 100단계보다 깊게 중첩하거나, 값을 20만 개 넘게 쓸 수 없습니다.',
  },
  invalid_body: {
    message: '본문이 객체가 아니거나 이 작업에 없는 필드가 있습니다.',
    advice: '문서에 있는 필드만 담은 객체를 보내세요.',
  },
  upstream_auth_failed: {
    message: 'API Gateway가 프록시의 인증키 또는 서명을 거부했습니다.',
    advice: '`NCLOUD_ACCESS_KEY`와 `NCLOUD_SECRET_KEY`, 계정의 Cloud Functions 이용 신청, 프록시의 시계를 확인하세요.',
  },
  upstream_redirect: {
    message: 'API Gateway가 리디렉션으로 응답했습니다. 프록시는 따라가지 않습니다.',
    advice: '`NCLOUD_SITE`와 `NCLOUD_REGION`을 확인하세요.',
  },
  upstream_invalid_response: {
    message: 'API Gateway의 응답이 너무 크거나 문서에 있는 형식이 아닙니다.',
    advice: '`NCLOUD_SITE`, `NCLOUD_REGION`, `MAX_RESPONSE_BYTES`를 확인하세요.',
  },
  upstream_unreachable: { message: '프록시가 API Gateway에 연결하지 못했습니다.', advice: CHECK_ACTIVATION },
  upstream_busy: {
    message: 'API Gateway에 요청이 몰렸거나 서비스에 연결하지 못했습니다.',
    advice: RETRY_AFTER_OR_CHECK_ACTIVATION,
  },
  upstream_timeout: { message: 'API Gateway가 제한 시간 안에 응답하지 않았습니다.', advice: CHECK_ACTIVATION },
  internal: { message: '프록시에 오류가 생겼습니다.', advice: '프록시 로그에서 요청 ID를 찾아보세요.' },

  100: { message: 'API Gateway가 요청을 읽지 못했습니다.', advice: 'HTTPS로 보내고 인코딩은 UTF-8을 사용하세요.' },
  200: {
    message: 'API Gateway가 Access Key 또는 서명을 받아들이지 않았습니다.',
    advice: '`accessKey`, `secretKey`와 이 PC의 시계를 확인하세요.',
  },
  210: {
    message: '이 인증키의 계정에는 이 호스트의 Cloud Functions 권한이 없습니다.',
    advice: '이 인증키의 계정으로 콘솔에서 Cloud Functions를 이용 신청하고, `site`와 `region`을 확인하세요.',
  },
  230: {
    message: '이 인증키에는 요청한 리소스의 권한이 없습니다.',
    advice: '콘솔에서 서브 계정에 View/getPackageList 같은 권한을 부여하세요.',
  },
  300: {
    message: 'API Gateway에 없는 경로 또는 메서드입니다.',
    advice: '`site`, `region`, `apiVersion`을 확인하세요.',
  },
  400: { message: '계정의 사용 한도를 다 썼습니다.', advice: '나중에 다시 호출하거나 콘솔에서 한도를 늘리세요.' },
  410: { message: TOO_FAST, advice: SLOW_DOWN },
  420: { message: TOO_FAST, advice: SLOW_DOWN },
  430: {
    message: '요청 본문이 API Gateway의 한도보다 큽니다.',
    advice: '본문을 줄이세요. 액션이라면 zip 파일을 줄이세요.',
  },
  500: { message: 'API Gateway가 Cloud Functions에 연결하지 못했습니다.', advice: '나중에 다시 호출하세요.' },
  510: {
    message: 'Cloud Functions가 제한 시간 안에 API Gateway에 응답하지 않았습니다.',
    advice: '다시 호출하기 전에 이전 호출이 반영되었는지 확인하세요.',
  },
  900: { message: 'API Gateway에 오류가 생겼습니다.', advice: `나중에 다시 호출하세요. ${SUPPORT}` },

  80000: {
    message: '요청의 파라미터나 필드가 올바르지 않습니다.',
    advice: '메시지에 나온 파라미터를 고치세요.',
  },
  80002: PERMISSION,
  80031: { message: 'Cloud Functions를 잠시 쓸 수 없습니다.', advice: `몇 분 뒤에 다시 호출하세요. ${SUPPORT}` },
  80101: { message: '패키지가 없습니다.', advice: '`packageName`을 확인하거나 패키지를 먼저 만드세요.' },
  80102: { message: '패키지가 다른 플랫폼에 있습니다.', advice: OTHER_PLATFORM },
  80109: { message: '패키지에 아직 액션이 있습니다.', advice: '패키지의 액션을 먼저 삭제하세요.' },
  80301: { message: '액션이 없습니다.', advice: '`packageName`과 `actionName`을 확인하거나 액션을 먼저 만드세요.' },
  80302: { message: '액션이 다른 플랫폼에 있습니다.', advice: OTHER_PLATFORM },
  80306: {
    message: '이 타입의 액션에 필요한 필드가 없습니다.',
    advice: '액션에 필요한 필드를 모두 보내세요. `exec`, `limits`, 그리고 vpc 플랫폼에서는 `vpc`가 필요합니다.',
  },
  80322: NO_ACTIVATION,
  80324: {
    message: '액션에 연결된 트리거가 너무 많습니다.',
    advice: '필요 없는 트리거와의 연결을 해제하세요.',
  },
  80501: { message: '트리거가 없습니다.', advice: '`triggerName`을 확인하거나 트리거를 먼저 만드세요.' },
  80502: { message: '트리거가 다른 플랫폼에 있습니다.', advice: OTHER_PLATFORM },
  80511: { message: '트리거의 파라미터가 올바르지 않습니다.', advice: '`parameters`를 하나의 JSON 객체로 보내세요.' },
  80512: {
    message: '트리거에 연결된 액션이 없어 아무것도 실행되지 않습니다.',
    advice: '트리거에 액션을 먼저 연결하세요.',
  },
  80517: NO_ACTIVATION,
  80518: NO_ACTIVATION,
  80519: { message: '트리거에 연결된 액션이 너무 많습니다.', advice: '필요 없는 액션과의 연결을 해제하세요.' },
  80520: {
    message: '액션과 패키지의 이름은 텍스트여야 합니다.',
    advice: '`actionName`과 `packageName`을 텍스트로 보내세요. `-`는 패키지가 없다는 뜻입니다.',
  },
  80521: {
    message: '액션 또는 패키지의 이름이 없습니다.',
    advice: '`actionName`과 `packageName`을 보내세요. 패키지가 없는 액션이면 `packageName`은 `-`입니다.',
  },
  80901: {
    message: '액션이 이 트리거에 이미 연결되어 있습니다.',
    advice: '이미 연결되어 있으니 조치할 것이 없습니다.',
  },
  81002: PERMISSION,
  81311: {
    message: '액션의 네트워크에 오류가 생겼습니다.',
    advice: '액션의 VPC와 Subnet을 확인한 뒤 다시 호출하세요.',
  },
  81312: {
    message: '액션의 Subnet을 연결하지 못했습니다.',
    advice: '액션의 Subnet을 확인한 뒤 다시 호출하세요.',
  },
  81313: { message: '액션의 Subnet을 아직 연결하는 중입니다.', advice: '몇 분 뒤에 다시 호출하세요.' },
  81314: { message: '액션의 Subnet 연결을 해제하지 못했습니다.', advice: '몇 분 뒤에 다시 호출하세요.' },
}
