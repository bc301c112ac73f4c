import { programs } from './programs.ts'

// Node, Deno and Bun run this file without a build. All of them have `process`.
const [name = '', argument = ''] = process.argv.slice(2)
const program = programs[name as keyof typeof programs] as (argument: unknown) => Promise<unknown>
console.log(JSON.stringify(await program(JSON.parse(argument))))
