import type { TopicReport } from './report.ts'

const WIDTH = 820
const LEFT = 240
const RIGHT = 30
const ROW = 44
const LINE = 7
const HEADER = 64
const TITLE = 44

/** Told apart by people with any color vision, and in front of white and of black. */
const colors = ['#2f81f7', '#d97706', '#1f9d6b', '#c2569b', '#8b8b8b']

const style = `text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600 } .small { font-size: 11px } .end { text-anchor: end } .middle { text-anchor: middle }
.page { fill: #ffffff } .grid { stroke: #d1d9e0 } .baseline { stroke: #1f2328 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc } .page { fill: #0d1117 } .grid { stroke: #3d444d } .baseline { stroke: #f0f6fc } }`

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const drawText = (x: number, y: number, text: string, classes = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" class="${classes}">${escapeText(text)}</text>`

const drawLine = (x1: number, y1: number, x2: number, y2: number, attributes: string): string =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" ${attributes}/>`

/** The ticks of a scale of ratios. */
const ticks = [0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128]

/** Returns the lowest and the highest tick around some ratios. */
const findRange = (ratios: readonly number[]): readonly [low: number, high: number] => [
  ticks.findLast((tick) => tick <= Math.min(1, ...ratios)) ?? 0.125,
  ticks.find((tick) => tick >= Math.max(2, ...ratios)) ?? 128,
]

/** Draws one topic: a row for each contender after the baseline, and in it a line from p10 to p90 for each runtime, with a dot at the median. */
const drawTopic = (title: string, reports: readonly TopicReport[], top: number) => {
  const [baseline = '', ...names] = [
    ...new Set(reports.flatMap(({ measurements }) => measurements.map(({ name }) => name))),
  ]
  const all = reports.flatMap(({ measurements }) => measurements.flatMap(({ times }) => (times ? [times.ratio] : [])))
  const [low, high] = findRange(all.flatMap(({ p10, p90 }) => [p10, p90]))
  const scale = (ratio: number): number => {
    const share = Math.log(Math.min(Math.max(ratio, low), high) / low) / Math.log(high / low)
    return LEFT + share * (WIDTH - LEFT - RIGHT)
  }
  const rowsTop = top + TITLE
  const bottom = rowsTop + names.length * ROW
  const grid = ticks
    .filter((tick) => tick >= low && tick <= high)
    .flatMap((tick) => [
      drawLine(scale(tick), rowsTop, scale(tick), bottom, `class="${tick === 1 ? 'baseline' : 'grid'}"`),
      drawText(scale(tick), rowsTop - 5, `${tick}×`, 'small middle'),
    ])
  const rows = names.flatMap((name, index) => {
    const middle = rowsTop + (index + 0.5) * ROW
    const marks = reports.flatMap(({ measurements }, runtime) => {
      const ratio = measurements.find((each) => each.name === name)?.times?.ratio
      if (!ratio) return []
      const y = middle + (runtime - (reports.length - 1) / 2) * LINE
      const color = colors[runtime % colors.length]
      return [
        drawLine(scale(ratio.p10), y, scale(ratio.p90), y, `stroke="${color}" stroke-width="2"`),
        `<circle cx="${scale(ratio.median).toFixed(1)}" cy="${y.toFixed(1)}" r="3.5" fill="${color}"/>`,
      ]
    })
    return [drawText(LEFT - 12, middle + 4, name, 'end'), ...marks]
  })
  return {
    svg: [drawText(12, top + 18, `${title} (1× is ${baseline})`, 'title'), ...grid, ...rows],
    bottom: bottom + 16,
  }
}

/** Draws the ratios of topics as SVG, for light and dark pages. */
export const drawChart = (topics: ReadonlyMap<string, readonly TopicReport[]>, machine: string): string => {
  const runtimes = [...topics.values()][0]?.map(({ runtime }) => runtime) ?? []
  const legend = runtimes.flatMap((runtime, index) => [
    `<circle cx="${LEFT + 6 + index * 100}" cy="44" r="5" fill="${colors[index % colors.length]}"/>`,
    drawText(LEFT + 16 + index * 100, 48, runtime),
  ])
  const lines = [drawText(12, 22, 'Time relative to the baseline (1×): median, and p10 to p90 of the rounds', 'title')]
  lines.push(...legend)
  let bottom = HEADER
  for (const [title, reports] of topics) {
    const topic = drawTopic(title, reports, bottom)
    lines.push(...topic.svg)
    bottom = topic.bottom
  }
  lines.push(drawText(12, bottom + 12, machine, 'small'))
  const size = `width="${WIDTH}" height="${bottom + 24}" viewBox="0 0 ${WIDTH} ${bottom + 24}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">
<title>Times of ncloud-functions and other libraries relative to the least work that has the same result</title>
<style>${style}</style>
<rect width="100%" height="100%" class="page"/>
${lines.join('\n')}
</svg>
`
}
