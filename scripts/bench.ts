import { createSigner } from '../lib/sign.ts'
import { importKey } from '../lib/signing/hmac.ts'
import { stringToSign } from '../lib/signing/string-to-sign.ts'

/**
 * Compares in one run, in turns, so that a machine that slows down slows both. Only the ratio means anything.
 */
const ROUNDS = 400
const PER_ROUND = 50

const time = async (run: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  for (let index = 0; index < PER_ROUND; index += 1) await run()
  return ((performance.now() - start) * 1000) / PER_ROUND
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

const compare = async (name: string, ours: () => Promise<unknown>, bare: () => Promise<unknown>, limit: number) => {
  await time(ours)
  await time(bare)
  const rounds: [number, number][] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push([await time(ours), await time(bare)])
  const ratio = median(rounds.map(([a, b]) => a / b))
  return {
    name,
    'ours µs': median(rounds.map(([a]) => a)).toFixed(1),
    'bare µs': median(rounds.map(([, b]) => b)).toFixed(1),
    ratio: ratio.toFixed(3),
    limit,
    within: ratio <= limit,
  }
}

const key = { accessKey: 'TESTACCESSKEY0000001', secretKey: 'TestSecretKey0123456789abcdefABCDEF01234' }
const target = '/ncf/api/v2/packages?platform=vpc'
const signer = createSigner(key)
const kept = await importKey(key.secretKey)
const message = new TextEncoder().encode(stringToSign('GET', target, String(Date.now()), key.accessKey))

const rows = [
  await compare(
    'one signature / crypto.subtle.sign with a kept key',
    () => signer.headers('GET', target),
    () => crypto.subtle.sign('HMAC', kept, message),
    1.15,
  ),
]
console.table(rows)
if (!rows.every(({ within }) => within)) process.exitCode = 1
