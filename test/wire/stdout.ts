import { programs } from './programs.ts'

// Node, Deno and Bun run this file as it is; Deno and Bun have `process` too.
const [name = '', argument = ''] = process.argv.slice(2)
const program = programs[name as keyof typeof programs]
console.log(JSON.stringify(await program(JSON.parse(argument) as never)))
