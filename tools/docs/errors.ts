import { type ErrorCodeInfo, errorCodes, type KnownErrorCode } from '../../lib/api/error-codes.ts'
import { clientErrors, gatewayErrors, serviceErrors } from '../../lib/api/error-meanings.ts'
import { proxyErrors } from '../../lib/api/proxy-error-codes.ts'
import { problemStatuses } from '../../worker/proxy/problem.ts'
import { koreanErrors } from './errors.ko.ts'
import { code, table } from './markdown.ts'

const codesOf = (errors: object): KnownErrorCode[] => Object.keys(errors) as KnownErrorCode[]

const groups = [
  ['client', codesOf(clientErrors)],
  ['proxy', codesOf(proxyErrors)],
  ['gateway', codesOf(gatewayErrors)],
  ['service', codesOf(serviceErrors)],
] as const

const proxyStatuses: Readonly<Partial<Record<string, { readonly status: number }>>> = problemStatuses

/** HTTP status and name of a code, where they are known. */
const statusAndName = (id: KnownErrorCode): string => {
  const { status = proxyStatuses[id]?.status, name } = errorCodes[id]
  return [status, name && code(name)].filter(Boolean).join(' ')
}

const tables = (
  titles: Readonly<Record<(typeof groups)[number][0], string>>,
  header: readonly string[],
  textOf: (id: KnownErrorCode) => Pick<ErrorCodeInfo, 'message' | 'advice'>,
): string =>
  groups
    .map(([group, codes]) => {
      const rows = codes.map((id) => {
        const { message, advice } = textOf(id)
        return [code(id), statusAndName(id), message, advice]
      })
      return `${titles[group]}\n\n${table(header, rows)}\n`
    })
    .join('\n')

/** Writes `docs/errors.md`. */
export const errorsDocument = (): string => `# Error codes

한국어: [오류 코드](ko/errors.md)

A failed call rejects with an \`NcloudError\`. \`error.code\` has one of these codes, and \`error.advice\` has the
advice of this page. A timeout of \`runAndWait\` and a run with the outcome \`unknown\` have other advice. With
\`ncloud-functions/core\`, only errors of the proxy have advice. The service can send codes that are not here: its documentation does not list them all.

${tables(
  {
    client: '## Client\n\nThese codes mean that the client has no response that it can use.',
    proxy:
      '## Proxy\n\nThese codes come from the proxy. Errors of the service pass through the proxy with their own codes.',
    gateway: '## API Gateway\n\nThese codes come from the API Gateway in front of the service.',
    service: '## Cloud Functions\n\nThese codes come from the service.',
  },
  ['Code', 'Status, name', 'Meaning', 'Advice'],
  (id) => errorCodes[id],
)}
\`npm run docs\` writes this page from \`lib/api/error-meanings.ts\`, \`lib/api/error-advice.ts\` and
\`lib/api/proxy-error-codes.ts\`.
`

/** Writes `docs/ko/errors.md`. */
export const koreanErrorsDocument = (): string => `# 오류 코드

English: [Error codes](../errors.md)

호출이 실패하면 \`NcloudError\`가 발생합니다. \`error.code\`에 아래 코드가 들어 있고, \`error.advice\`에는 조치 방법이
영어로 들어 있습니다. \`runAndWait\`의 시간 초과와 \`outcome\`이 \`unknown\`인 실행은 조치 방법이 다릅니다.
\`ncloud-functions/core\`에서는 프록시의 오류에만 조치 방법이 있습니다. 서비스의 공식 문서에 모든 코드가 나와 있지는 않으므로, 이 표에 없는 코드가 올 수도 있습니다.

${tables(
  {
    client: '## 클라이언트\n\n클라이언트가 쓸 수 있는 응답을 받지 못했을 때의 코드입니다.',
    proxy: '## 프록시\n\n프록시가 보내는 코드입니다. 서비스의 오류는 원래 코드 그대로 프록시를 통과합니다.',
    gateway: '## API Gateway\n\n서비스 앞에 있는 API Gateway가 보내는 코드입니다.',
    service: '## Cloud Functions\n\n서비스가 보내는 코드입니다.',
  },
  ['코드', '상태, 이름', '의미', '조치'],
  (id) => koreanErrors[id],
)}
이 문서는 \`npm run docs\`가 만듭니다. 한국어 문장은 \`tools/docs/errors.ko.ts\`에 있습니다.
`
