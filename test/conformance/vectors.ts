/**
 * Signatures computed with openssl:
 * `printf '%s %s\n%s\n%s' METHOD TARGET TIMESTAMP ACCESS_KEY | openssl dgst -sha256 -hmac SECRET_KEY -binary | base64`
 */
export const vectorKey = {
  accessKey: 'TESTACCESSKEY0000001',
  secretKey: 'TestSecretKey0123456789abcdefABCDEF01234',
}

export const vectorTime = 1_700_000_000_000

const encodedKorean = '/ncf/api/v2/packages/%ED%8C%A8%ED%82%A4%EC%A7%80%20a%26b%2Bc/actions?platform=vpc'

/** Method, target, signature. */
export const vectors: [string, string, string][] = [
  ['GET', '/ncf/api/v2/packages', '2ZxFnfMcdCZOHtazLfUJB3mh6yDd28SvUmjoQ+AlkF4='],
  ['GET', '/ncf/api/v2/packages?platform=vpc', 'O6H7vFSpbutGDIrE1e3ULRAtL3sWui2mgx1QPP5F44Q='],
  ['PUT', '/ncf/api/v2/packages/package001?platform=vpc', 'n0n0cgArBxLl0+XNBJCytuj8lHOVwLYHiupQoBly6sE='],
  [
    'POST',
    '/ncf/api/v2/packages/-/actions/hello?platform=vpc&timeout=60000',
    'o4I3iyFfEyUSXzfKuXuu31O57xWYBT032VunmtIT4Bs=',
  ],
  ['GET', encodedKorean, 'nTWUiW29nFHQo1VbRUKmcqnub3tsGWYx5+5AvmpaCgs='],
  [
    'GET',
    '/ncf/api/v2/activations?platform=vpc&pageNo=1&pageSize=20&start=1699990000000&end=1700000000000',
    'qS+9csBy5Mq4uYs5IMOghMSTYNseir2QffiDVJF2UIc=',
  ],
  ['DELETE', '/ncf/api/v2/triggers/trg2-os/link-action?platform=vpc', 'lOsBbb/Vhi2v+u76EheVJQjHfECz5dstv9Gv60e4Uxw='],
  [
    'PUT',
    '/ncf/api/v2/triggers/my_cron_trigger?platform=vpc&type=cron',
    '+IkmRa2Y6aTAYkC9YAwpdHQvP2BjFFS5OTCXYnhgRsU=',
  ],
  [
    'GET',
    '/api/v2/activations?platform=classic&start=2024-03-01T00%3A00%3A00&end=2024-03-02T00%3A00%3A00',
    'aXtJNuUxz6W6KmIlxHWyH8eJjbVdJJ4x3uLJ56s/y8o=',
  ],
  [
    'GET',
    '/api/v2/activations?platform=classic&start=2024-03-01T00:00:00&end=2024-03-02T00:00:00',
    't5FWSrX1IRgR+VvEf2LdUxM/6jsfz+R7+09o/cqJwRU=',
  ],
  ['GET', '/photos/puppy.jpg?query1=&query2', 'JbeuxjB3QSBMAvDc6mo+n24+SY59dpjWePyPyzRkB+k='],
  ['GET', '/ncf/api/v2/packages/?platform=vpc', 'MhKf3WrlGo4NG1UOEmLT0T8ub0KnXBCcpAp6jxq23j0='],
]

/** The path of `encodedVector` in other spellings: decoded, and with lower-case hex. Each has another signature. */
export const otherSpellings: [string, string, string][] = [
  ['GET', '/ncf/api/v2/packages/패키지 a&b+c/actions?platform=vpc', 'MzBPfx7n8Uvh6921vbgH5Qj6NOr3BB3qQEsFfDndrQA='],
  [
    'GET',
    '/ncf/api/v2/packages/%ed%8c%a8%ed%82%a4%ec%a7%80%20a%26b%2bc/actions?platform=vpc',
    '5WRLh8glUNuoCcdBYct7cFYEIzEIiD4bmWRR3H8cIE4=',
  ],
]

/** The vector with percent-encoded characters. */
export const encodedVector: [string, string, string] = vectors[4] as [string, string, string]

/** A vector from the tests of another project. */
export const independentVector = {
  accessKey: 'TestAccessKey',
  secretKey: 'TestSecretKey',
  timestamp: 1_234_567_890_123,
  method: 'GET',
  target: '/vserver/v2/getServerInstanceList?responseFormatType=json',
  signature: 'FPsYYX8fuMAgi+cue3eACOW0dNtIwu1LYWfg/megA2M=',
}
