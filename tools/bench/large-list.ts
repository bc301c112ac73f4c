import { createClient } from '../../lib/index.ts'
import { createEmulator, developmentCredentials } from '../../worker/emulator/index.ts'
import { compare } from './compare.ts'

/** Far beyond the service's 500: what grows with the answer shows. About 80 bytes each. */
const packages = Array.from({ length: 10_000 }, (_, number) => ({
  name: `package-${number}`,
  description: `Package number ${number}, with a short description`,
}))

const client = (fetch: (url: string, init: RequestInit) => Response | Promise<Response>) =>
  createClient({ credentials: developmentCredentials[0], baseUrl: 'http://emulator', fetch }).packages

/** What client and emulator cost together, beyond reading the same answer with what every runtime has. */
export const largeList = async () => {
  const emulator = createEmulator({ packages })
  let text = ''
  await client(async (url, init) => {
    text = await (await emulator.fetch(url, init)).text()
    return new Response(text)
  }).list()

  const { list } = client(emulator.fetch)
  return compare({
    name: 'client and emulator: 10,000 packages / JSON.parse of the answer',
    ours: () => list(),
    bare: async () => JSON.parse(await new Response(text).text()),
    limit: 1.1,
    rounds: 500,
    perRound: 1,
  })
}
