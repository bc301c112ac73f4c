import { equal, holds, thrownBy } from '../support/assert.ts'
import { caller, recorder } from './calls.ts'
import type { Case } from './case.ts'
import { acceptedCases, refusedCases } from './parameters.ts'
import { rightParams } from './requests.ts'
import { vectorKey } from './vectors.ts'

const where = (place: object = {}): string =>
  Object.values(place)
    .map((value) => ` in ${value}`)
    .join('')

const refused: Case[] = refusedCases.map(([about, call, params, type, path, place]) => ({
  name: `${call} refuses ${path}${where(place)}: ${about}`,
  run: async () => {
    const { sent, fetch } = recorder()
    // Outside of what catches: a call rejects, it does not throw.
    const answer = caller({ ...vectorKey, ...place, fetch })(call, params)
    const error = await thrownBy(() => answer)
    equal([error.name, sent.length], [type, 0], error.message)
    const isNamed = error.message.startsWith(`${path} `) || error.message.includes(`\`${path}\``)
    holds(isNamed, `"${error.message}" names ${path}`)
  },
}))

const accepted: Case[] = acceptedCases.map(([about, call, params, place]) => ({
  name: `${call} takes${where(place)}: ${about}`,
  run: async () => {
    const { sent, fetch } = recorder()
    // What is made of the answer is for other cases.
    await caller({ ...vectorKey, ...place, fetch })(call, params).catch(() => {})
    equal(sent.length, 1, 'requests')
  },
}))

const timeouts: Case[] = Object.entries(rightParams).flatMap(([call, params]) =>
  [0, -1, 0.5, 2 ** 31, Number.NaN, '100'].map((timeoutMs) => ({
    name: `${call} refuses timeoutMs: ${timeoutMs}`,
    run: async () => {
      const { sent, fetch } = recorder()
      const answer = caller({ ...vectorKey, fetch })(call, params, { timeoutMs } as never)
      const error = await thrownBy(() => answer)
      equal([error.name, sent.length], ['RangeError', 0], error.message)
      holds(error.message.startsWith('timeoutMs '), `"${error.message}" begins with timeoutMs`)
    },
  })),
)

export const parameterCases: readonly Case[] = [...refused, ...accepted, ...timeouts]
