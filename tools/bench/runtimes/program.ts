import { measureTopics } from '../measure-topics.ts'

// Node, Deno and Bun run the bundle of this file. All of them have `process`.
console.log(JSON.stringify(await measureTopics(JSON.parse(process.argv[2] ?? ''))))
