import { sendAll } from './send.ts'

// Node, Deno and Bun run this file as it is; Deno and Bun have `process` too.
console.log(JSON.stringify(await sendAll(process.argv[2] ?? '')))
