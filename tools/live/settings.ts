import { parseArgs } from 'node:util'
import type { Platform } from '../../lib/api/endpoints.ts'
import { type EndpointSelection, type ResolvedEndpoint, resolveEndpoint } from '../../lib/api/resolve-endpoint.ts'
import { type Credentials, checkSecret } from '../../lib/signing/credentials.ts'
import { parseBaseUrl } from '../../lib/transport/base-url.ts'

/** What a run is told. */
export interface Settings {
  readonly keys: Credentials
  readonly place: ResolvedEndpoint
  /** Another address than the gateway's. */
  readonly baseUrl: string | undefined
  /** What it may write on; none when it only reads. */
  readonly write: { readonly platform: Platform; readonly subnet: Subnet | undefined } | undefined
  readonly isJson: boolean
}

/** The subnet of the actions it makes. */
export interface Subnet {
  readonly vpcNo: number
  readonly subnetNo: number
}

/** A setting that cannot be used; the message names it. */
export class Unusable extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

const flagsOf = (args: readonly string[]): { write?: boolean; json?: boolean } => {
  try {
    const options = { write: { type: 'boolean' }, json: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch {
    const unknown = args.find((each) => each !== '--write' && each !== '--json')
    throw new Unusable(`${unknown}: the flags are --write and --json`)
  }
}

/** Runs a check of the library, and says its error of a variable. */
const checked = <T>(variable: string, check: () => T): T => {
  try {
    return check()
  } catch (error) {
    throw new Unusable(`${variable}: ${(error as Error).message}`)
  }
}

/** The place, looked up name by name, so that the first one there is not is the one blamed. */
const placeOf = (read: (variable: string) => string | undefined): ResolvedEndpoint => {
  const variables = {
    site: 'NCLOUD_SITE',
    region: 'NCLOUD_REGION',
    apiVersion: 'NCLOUD_API_VERSION',
    platform: 'NCLOUD_PLATFORM',
  }
  let place: Record<string, string | undefined> = {}
  for (const [name, variable] of Object.entries(variables)) {
    place = { ...place, [name]: read(variable) }
    checked(variable, () => resolveEndpoint(place as EndpointSelection))
  }
  return resolveEndpoint(place as EndpointSelection)
}

const numberOf = (variable: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Unusable(`${variable}: must be a number, as the console shows it`)
  return Number(text)
}

/** Where to write: on VPC with a subnet, or on Classic where there is Classic and nobody asked for VPC. */
const writeOf = (place: ResolvedEndpoint, read: (variable: string) => string | undefined): Settings['write'] => {
  const vpcNo = numberOf('NCLOUD_VPC_NO', read('NCLOUD_VPC_NO'))
  const subnetNo = numberOf('NCLOUD_SUBNET_NO', read('NCLOUD_SUBNET_NO'))
  const missing = vpcNo === undefined ? 'NCLOUD_VPC_NO' : 'NCLOUD_SUBNET_NO'
  const { platform } = place
  if (platform === 'classic') return { platform, subnet: undefined }
  if (vpcNo !== undefined && subnetNo !== undefined) return { platform, subnet: { vpcNo, subnetNo } }
  const isHalf = vpcNo !== undefined || subnetNo !== undefined
  const mayBeClassic = place.platforms.includes('classic') && read('NCLOUD_PLATFORM') === undefined
  if (isHalf || !mayBeClassic) throw new Unusable(`${missing}: --write needs a subnet for its actions on VPC`)
  return { platform: 'classic', subnet: undefined }
}

/**
 * Reads what a run is told by flags and environment.
 *
 * @returns Nothing where no key is given at all.
 * @throws Unusable naming the flag or variable.
 */
export const readSettings = (args: readonly string[], env: Environment): Settings | undefined => {
  const { write = false, json = false } = flagsOf(args)
  // An empty variable is one that somebody did not fill in.
  const read = (variable: string): string | undefined => env[variable] || undefined
  const [accessKey, secretKey] = [read('NCLOUD_ACCESS_KEY'), read('NCLOUD_SECRET_KEY')]
  if (!accessKey && !secretKey) return undefined
  for (const [variable, value] of Object.entries({ NCLOUD_ACCESS_KEY: accessKey, NCLOUD_SECRET_KEY: secretKey })) {
    if (!value) throw new Unusable(`${variable}: is missing; keys come in pairs`)
    checked(variable, () => checkSecret('it', value))
  }
  const place = placeOf(read)
  const baseUrl = read('NCLOUD_BASE_URL')
  if (baseUrl) checked('NCLOUD_BASE_URL', () => parseBaseUrl(baseUrl))
  return {
    keys: { accessKey: accessKey as string, secretKey: secretKey as string },
    place,
    baseUrl,
    write: write ? writeOf(place, read) : undefined,
    isJson: json,
  }
}
