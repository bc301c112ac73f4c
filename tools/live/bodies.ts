import type { Subnet } from './settings.ts'
import type { Side } from './side.ts'

/** Returns its parameters; `ms`: after so long; `fail`: not at all. */
export const echo = `async function main(parameters) {
  if (parameters.ms) await new Promise((resolve) => setTimeout(resolve, parameters.ms))
  if (parameters.fail) throw new Error('as asked for')
  return parameters
}
exports.main = main
`

/** What an action of source text is put with on a side, without its names. */
export const sourceBody = (side: Side, subnet: Subnet | undefined, timeout = 3000): Record<string, unknown> => {
  const isOld = side.place.apiVersion === 'v2.0'
  return {
    description: 'made by npm run live',
    limits: { timeout, memory: 128 },
    exec: { kind: 'nodejs:22', binary: false, code: echo, main: 'main' },
    ...(side.platform === 'vpc' && subnet && { vpc: isOld ? subnet : [subnet] }),
  }
}
