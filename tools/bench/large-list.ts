import { createClient } from '../../lib/index.ts'
import { createEmulator, developmentCredentials } from '../../worker/emulator/index.ts'
import { compare, effortOf, type Measurement } from './timing.ts'

/** 20 times the service's limit of 500, so that the time depends on the size of the response. About 80 bytes each. */
const packages = Array.from({ length: 10_000 }, (_, number) => ({
  name: `package-${number}`,
  description: `Package number ${number}, with a short description`,
}))

const BUDGET_MS = 5000

const createPackages = (fetch: (url: string, init: RequestInit) => Response | Promise<Response>) =>
  createClient({ credentials: developmentCredentials[0], baseUrl: 'http://emulator.localhost', fetch }).packages

/** Compares a list through client and emulator with parsing the same response. */
export const measureLargeList = async (share: number): Promise<readonly Measurement[]> => {
  const emulator = createEmulator({ packages })
  let text = ''
  await createPackages(async (url, init) => {
    text = await (await emulator.fetch(url, init)).text()
    return new Response(text)
  }).list()

  const { list } = createPackages(emulator.fetch)
  const contenders = [
    {
      name: 'JSON.parse',
      note: 'baseline: the text of the same response',
      run: async () => JSON.parse(await new Response(text).text()),
    },
    { name: 'client and emulator', run: () => list() },
  ]
  return compare(contenders, effortOf(BUDGET_MS, share))
}
