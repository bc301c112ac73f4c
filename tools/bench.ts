import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { drawChart } from './bench/chart.ts'
import { measureLargeList } from './bench/large-list.ts'
import { measureLibraries } from './bench/libraries.ts'
import { checkRatio, limits } from './bench/limits.ts'
import { measureLists } from './bench/list-times.ts'
import { readMachine, warnOfLoad } from './bench/machine.ts'
import { groupByTopic, printTopic, type RuntimeReport } from './bench/report.ts'
import { createRuntimes } from './bench/runtimes/runtimes.ts'
import { startGateway } from './bench/start-gateway.ts'
import { signature } from './bench/topics/signature.ts'

/**
 * Compares the client with other libraries and with the bare runtime, on every runtime. It prints tables, and writes
 * `dist/bench/bench.json` and a chart. `--quick` takes a tenth of the rounds and leaves the chart of the documents alone.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const share = values.quick ? 0.1 : 1
const root = join(import.meta.dirname, '..')
const folder = join(root, 'dist/bench')
await mkdir(folder, { recursive: true })

const machine = readMachine()
const warning = warnOfLoad(machine)
if (warning) console.warn(warning)

const runtimes: RuntimeReport[] = []
{
  await using gateway = await startGateway()
  for (const { name, measure } of await createRuntimes(folder)) {
    console.log(`Measuring on ${name}`)
    try {
      runtimes.push({ name, ...(await measure({ origin: gateway.origin, share })) })
    } catch (error) {
      const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n')
      runtimes.push({ name, missing: `no measurement: ${reason.slice(0, 100)}` })
    }
  }
}
const topics = groupByTopic(runtimes)
for (const [title, reports] of topics) printTopic(title, reports)

const { sizes, imports } = await measureLibraries(folder, share)
printTopic('import in a new process', [
  ...imports,
  { runtime: 'workerd', missing: 'not measured: it loads all modules before it starts', measurements: [] },
  { runtime: 'Chromium', missing: 'not measured: the network takes most of the time', measurements: [] },
])
console.log('\nsize of each library, minified and gzipped')
console.table(sizes)

const largeList = await measureLargeList(share)
printTopic('a list of 10,000 packages through client and emulator', [{ runtime: 'Node', measurements: largeList }])
const lists = await measureLists()
console.log('\nlists of an emulator with a full account')
console.table(lists)

const onNode = topics.get(signature.title)?.find(({ runtime }) => runtime === 'Node')?.measurements ?? []
const checks = [
  checkRatio('a signature on Node', onNode, 'ncloud-functions', limits.signature),
  checkRatio('a large list through client and emulator', largeList, 'client and emulator', limits.largeList),
]
console.log('\nlimits of ratios')
console.table(checks)

const versions = runtimes.map((runtime) => `${runtime.name} ${'version' in runtime ? runtime.version : 'missing'}`)
const description = `${machine.cpu}, ${machine.cores} cores, ${machine.platform}. ${versions.join(', ')}.`
console.log(`\n${description}`)

const results = {
  measuredAt: new Date().toISOString(),
  share,
  machine,
  runtimes,
  imports,
  sizes,
  largeList,
  lists,
  checks,
}
await writeFile(join(folder, 'bench.json'), `${JSON.stringify(results, null, 2)}\n`)
const chart = values.quick ? join(folder, 'benchmarks.svg') : join(root, 'docs/benchmarks.svg')
await writeFile(chart, drawChart(topics, description))
console.log(`Wrote dist/bench/bench.json and ${chart}`)

if (![...checks, ...lists].every(({ passed }) => passed)) process.exitCode = 1
