import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { vectorKey } from '../conformance/vectors.ts'
import { callers } from '../support/proxy.ts'
import { serve } from '../support/serve.ts'

export const listPath = '/ncf/api/v2/packages?platform=vpc'

/** A configuration that needs no token, in front of a server on this machine. */
export const publicConfig = (upstream: string) => ({
  NCLOUD_ACCESS_KEY: vectorKey.accessKey,
  NCLOUD_SECRET_KEY: vectorKey.secretKey,
  PROXY_AUTH: 'public-read',
  UPSTREAM_DEV_ORIGIN: upstream,
})

/** A configuration for a caller with a token, who may write and run. */
export const tokenConfig = (upstream: string) => ({
  ...publicConfig(upstream),
  ...callers({}),
  PROXY_AUTH: 'token',
  ALLOWED_OPERATIONS: 'getPackageList,getPackage,putPackage,deletePackage,postAction,postTrigger',
  ALLOWED_ACTIONS: '-/hello',
  MAX_BODY_BYTES: '100000',
})

/** Starts a gateway that records its requests and responds with empty content. */
export const recordingGateway = async () => {
  const received: { method: string | undefined; url: string | undefined; body: string }[] = []
  const server = await serve(async (request, response) => {
    const { method, url } = request
    received.push({ method, url, body: await text(request) })
    if (method === 'DELETE') response.writeHead(204).end()
    else response.setHeader('content-type', 'application/json').end('{"content":{}}')
  })
  return Object.assign(server, { received })
}

/** Returns the response to raw bytes. */
export const responseTo = async (origin: string, bytes: string): Promise<string> => {
  const { hostname, port } = new URL(origin)
  const socket = connect(Number(port), hostname)
  socket.end(bytes, 'latin1')
  return text(socket)
}
