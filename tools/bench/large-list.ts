import { createClient } from '../../lib/index.ts'
import { createEmulator, developmentCredentials } from '../../worker/emulator/index.ts'
import { compareTimes } from './timing.ts'

/** 20 times the service's limit of 500, so that the time depends on the size of the response. About 80 bytes each. */
const packages = Array.from({ length: 10_000 }, (_, number) => ({
  name: `package-${number}`,
  description: `Package number ${number}, with a short description`,
}))

const createPackages = (fetch: (url: string, init: RequestInit) => Response | Promise<Response>) =>
  createClient({ credentials: developmentCredentials[0], baseUrl: 'http://emulator.localhost', fetch }).packages

/** Compares a list through client and emulator with parsing the same response. */
export const compareLargeList = async () => {
  const emulator = createEmulator({ packages })
  let text = ''
  await createPackages(async (url, init) => {
    text = await (await emulator.fetch(url, init)).text()
    return new Response(text)
  }).list()

  const { list } = createPackages(emulator.fetch)
  return compareTimes({
    name: 'a list of 10,000 packages through client and emulator / JSON.parse of the response',
    ours: () => list(),
    baseline: async () => JSON.parse(await new Response(text).text()),
    limit: 1.1,
    rounds: 500,
    callsPerRound: 1,
  })
}
