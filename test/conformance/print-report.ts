import { runAllCases } from './run-all-cases.ts'

// Deno and Bun run this source file.
console.log(JSON.stringify(await runAllCases()))
