import { compareLargeList } from './bench/large-list.ts'
import { measureLists } from './bench/list-times.ts'
import { compareSignature } from './bench/signature.ts'

const ratios = [await compareSignature(), await compareLargeList()]
console.table(ratios)
const lists = await measureLists()
console.table(lists)
if (![...ratios, ...lists].every(({ passed }) => passed)) process.exitCode = 1
