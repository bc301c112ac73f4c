import { runAll } from './run-all.ts'

// Deno and Bun run this file as it is.
console.log(JSON.stringify(await runAll()))
