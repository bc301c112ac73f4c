import { largeList } from './bench/large-list.ts'
import { longLists } from './bench/lists.ts'
import { signature } from './bench/signature.ts'

const ratios = [await signature(), await largeList()]
console.table(ratios)
const lists = await longLists()
console.table(lists)
if (![...ratios, ...lists].every(({ within }) => within)) process.exitCode = 1
