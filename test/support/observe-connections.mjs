import { createHook } from 'node:async_hooks'
import { appendFileSync } from 'node:fs'

/**
 * Writes the host names that a Node process looks up and the IP addresses that it connects to, one a line, to the file in
 * OBSERVED_CONNECTIONS. Node preloads it with `--import`. It changes nothing in the process.
 */
const file = process.env.OBSERVED_CONNECTIONS ?? ''

/** The resources of Node that look up a name, connect over TCP, or use UDP. */
const properties = {
  GETADDRINFOREQWRAP: 'hostname',
  QUERYWRAP: 'hostname',
  TCPCONNECTWRAP: 'address',
  UDPSENDWRAP: 'address',
}

createHook({
  init(_id, type, _trigger, resource) {
    const property = properties[type]
    if (property) appendFileSync(file, `${resource[property]}\n`)
  },
}).enable()
