import { array, constantFrom, oneof, record, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { logFields } from '../../support/log-fields.ts'
import { forAll, headerText, pieces } from '../../support/property.ts'
import { openProxy } from '../../support/proxy.ts'
import { sampleRequests } from '../../support/requests.ts'
import { allPermissions, jsonHeaders, upstream, v20, v21 } from '../send.ts'

const text = oneof(
  pieces('\n', '\r', '\u2028', '\0', '"', '\\', '{"level":"info"}', '\u001b[31m', '%0a', '/', '?', '#', '&', '='),
  string({ unit: 'binary', maxLength: 20 }),
)

test('#27 createProxy logs one line with fixed fields for each request, without text of the request', async () => {
  const requests = record({
    sample: constantFrom(...Object.values(sampleRequests)),
    version: constantFrom(v21, v20),
    marks: tuple(text, text, text),
    isEncoded: constantFrom(true, false),
    headers: array(
      tuple(
        constantFrom('origin', 'cf-ray', 'x-request-id', 'user-agent', 'cf-connecting-ip', 'referer', 'x'),
        headerText,
      ),
      { maxLength: 3 },
    ),
  })
  const statuses = new Set<number>()
  await forAll(
    requests,
    async ({ sample, version, marks, isEncoded, headers }) => {
      const { request, lines } = openProxy(allPermissions, upstream)
      const [name, query, value] = marks.map((mark) => (isEncoded ? encodeURIComponent(mark) : mark))
      const target = value ? `${sample.target}${name}CANARY?CANARY${query}=CANARY${value}` : sample.target
      const body = sample.body && JSON.stringify({ ...sample.body, [`CANARY${marks[0]}`]: `CANARY${marks[1]}` })
      const response = await request(version + target, {
        method: sample.method,
        headers: new Headers([
          ...Object.entries(jsonHeaders),
          ...headers.map(([name, value]) => [name, `CANARY${value}`]),
        ] as [string, string][]),
        ...(body && { body }),
      })
      statuses.add(response.status)
      expect(lines).toEqual([expect.stringMatching(/^\{.*\}$/)])
      const line = lines.join()
      expect(Object.keys(JSON.parse(line)).filter((each) => !logFields.includes(each))).toEqual([])
      expect(line).not.toContain('CANARY')
      expect(line.length).toBeLessThan(1000)
      expect(/[^ -~]/.test(line), 'the line is plain ASCII').toBe(false)
    },
    500,
  )
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 403]))
})
