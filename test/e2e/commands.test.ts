import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { developmentCredentials } from '../../worker/emulator/index.ts'
import { startCommand } from '../support/command.ts'
import { withFolder } from '../support/run.ts'

const target = '/ncf/api/v2/packages?platform=vpc'
const sample = [
  { name: 'package001', description: 'Create package' },
  { name: 'package000', description: '' },
]

test('npm start serves page, proxy and emulator on one origin', async () => {
  await using running = await startCommand('start')
  expect(await (await fetch(`${running.origin}/`)).text()).toContain('<h1>ncloud-functions</h1>')
  expect(await (await fetch(running.origin + target)).json()).toEqual({ content: sample })

  // The proxy must check the origin: Vite itself would allow every local origin.
  for (const method of ['GET', 'OPTIONS']) {
    const headers = { origin: 'http://localhost:9', 'access-control-request-method': 'GET' }
    const { status, headers: responseHeaders } = await fetch(running.origin + target, { method, headers })
    expect([method, status, responseHeaders.get('access-control-allow-origin')]).toEqual([method, 403, null])
  }
})

test('npm run emulator lists packages for a valid signature and explains an invalid one', () =>
  withFolder(async (folder) => {
    await using running = await startCommand('emulator', '--persist-to', folder)
    const [{ accessKey, secretKey }] = developmentCredentials
    const call = async (signedTarget: string) => {
      const timestamp = String(Date.now())
      const text = `GET ${signedTarget}\n${timestamp}\n${accessKey}`
      const response = await fetch(running.origin + target, {
        headers: {
          'x-ncp-apigw-timestamp': timestamp,
          'x-ncp-iam-access-key': accessKey,
          'x-ncp-apigw-signature-v2': createHmac('sha256', secretKey).update(text).digest('base64'),
        },
      })
      return [response.status, await response.json()]
    }
    expect(await call(target)).toEqual([200, { content: sample }])
    expect(await call('/ncf/api/v2/packages')).toMatchObject([
      401,
      { error: { errorCode: '200' }, emulator: { mistake: 'query_left_out' } },
    ])
    const welcome = await (await fetch(running.origin)).text()
    for (const part of [accessKey, secretKey, `curl "${running.origin}$TARGET"`]) expect(welcome).toContain(part)
  }))
