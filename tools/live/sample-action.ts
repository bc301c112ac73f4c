import type { Subnet } from './settings.ts'
import type { Target } from './target.ts'

/** Source of an action that returns its parameters. `ms` delays the result; `fail` throws an error instead. */
export const echoCode = `async function main(parameters) {
  if (parameters.ms) await new Promise((resolve) => setTimeout(resolve, parameters.ms))
  if (parameters.fail) throw new Error('requested by parameters.fail')
  return parameters
}
exports.main = main
`

/** Returns the body that creates an action of source code on a target. */
export const sampleActionBody = (
  target: Target,
  subnet: Subnet | undefined,
  timeout = 3000,
): Record<string, unknown> => {
  const isV20 = target.endpoint.apiVersion === 'v2.0'
  return {
    description: 'created by npm run live',
    limits: { timeout, memory: 128 },
    exec: { kind: 'nodejs:22', binary: false, code: echoCode, main: 'main' },
    ...(target.platform === 'vpc' && subnet && { vpc: isV20 ? subnet : [subnet] }),
  }
}
