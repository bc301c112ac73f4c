import { createClient } from '../../../lib/index.ts'
import { credentials } from './request.ts'
import type { Topic } from './topic.ts'

const createText = (length: number): string => {
  const content = Array.from({ length }, (_, number) => ({
    name: `package-${number}`,
    description: `Package number ${number}, with a short description`,
  }))
  return JSON.stringify({ content })
}

const decodingOf = (length: number, budgetMs: number): Topic => ({
  title: `decoding ${length.toLocaleString('en')} packages`,
  budgetMs,
  contenders: async (origin) => {
    const text = createText(length)
    const client = createClient({ credentials, baseUrl: origin, fetch: async () => new Response(text) })
    return [
      {
        name: 'JSON.parse',
        note: 'baseline: the text of the same response',
        run: async () => JSON.parse(await new Response(text).text()),
      },
      {
        name: 'ncloud-functions',
        note: 'a whole call, with signature and validation',
        run: () => client.packages.list(),
      },
    ]
  },
})

/** The account's limit is 500 packages. The larger lists show how the time grows. */
export const decoding: readonly Topic[] = [decodingOf(10, 1000), decodingOf(10_000, 3000), decodingOf(100_000, 4000)]
