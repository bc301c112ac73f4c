import { readdir, readFile, readlink } from 'node:fs/promises'

/** A socket of a process. */
export interface Socket {
  /** As the kernel writes it: `0100007F` is 127.0.0.1. */
  readonly localAddress: string
  readonly localPort: number
  readonly remoteAddress: string
  readonly isListening: boolean
}

const LISTEN = '0A'

/** The files of a folder in `/proc`. A process can end at any time. */
const list = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

const readGroup = async (pid: string): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // After the name of the program, which can have spaces: state, parent, group.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2])
}

const readSocketIds = async (pid: string): Promise<string[]> => {
  const links = (await list(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => ''))
  return (await Promise.all(links)).flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? [])
}

const readTable = async (name: string): Promise<[id: string, Socket][]> => {
  const [, ...lines] = (await readFile(`/proc/net/${name}`, 'utf8').catch(() => '')).trim().split('\n')
  return lines.map((line) => {
    const [, local = '', remote = '', state, , , , , , id = ''] = line.trim().split(/\s+/)
    const [localAddress = '', port = ''] = local.split(':')
    const [remoteAddress = ''] = remote.split(':')
    return [id, { localAddress, localPort: Number.parseInt(port, 16), remoteAddress, isListening: state === LISTEN }]
  })
}

/** Returns the TCP and UDP sockets of all processes of a group. Only on Linux. */
export const readSockets = async (group: number): Promise<Socket[]> => {
  const pids = (await list('/proc')).filter((name) => /^\d+$/.test(name))
  const groups = await Promise.all(pids.map(readGroup))
  const own = pids.filter((_, index) => groups[index] === group)
  const ids = new Set((await Promise.all(own.map(readSocketIds))).flat())
  const tables = await Promise.all(['tcp', 'tcp6', 'udp', 'udp6'].map(readTable))
  return tables.flat().flatMap(([id, socket]) => (ids.has(id) ? [socket] : []))
}

/** Whether an address of the kernel is 127.0.0.0/8, [::1], or an IPv4 address of them in IPv6. */
export const isLoopbackAddress = (address: string): boolean =>
  /^(0000000000000000FFFF0000)?[0-9A-F]{6}7F$/.test(address) || address === '00000000000000000000000001000000'

/** Whether an address of the kernel means no address: the remote end of a socket that is not connected. */
export const isNoAddress = (address: string): boolean => /^0+$/.test(address)
