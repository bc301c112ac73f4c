import { parseArgs } from 'node:util'
import type { Platform } from '../../lib/api/endpoints.ts'
import { type EndpointSelection, type ResolvedEndpoint, resolveEndpoint } from '../../lib/api/resolve-endpoint.ts'
import { type Credentials, checkSecret } from '../../lib/signing/credentials.ts'
import { createTransport } from '../../lib/transport/transport.ts'

/** The flags and variables of one run of the command. */
export interface Settings {
  readonly credentials: Credentials
  readonly endpoint: ResolvedEndpoint
  /** Replaces the origin of the gateway. */
  readonly baseUrl: string | undefined
  /** Set by `--write`. */
  readonly write: { readonly platform: Platform; readonly subnet: Subnet | undefined } | undefined
  readonly isJson: boolean
}

/** The subnet of the actions that `--write` creates. */
export interface Subnet {
  readonly vpcNo: number
  readonly subnetNo: number
}

/** Thrown for an invalid flag or variable; the message begins with its name. */
export class InvalidSetting extends Error {}

/** Reads a variable; an empty one counts as missing. */
type ReadVariable = (variable: string) => string | undefined

const readFlags = (args: readonly string[]): { write?: boolean; json?: boolean } => {
  try {
    const options = { write: { type: 'boolean' }, json: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch {
    const unknown = args.find((arg) => arg !== '--write' && arg !== '--json')
    throw new InvalidSetting(`${unknown}: unknown flag; the flags are --write and --json`)
  }
}

/** Runs a check of the library and puts the name of the variable before its error message. */
const validate = <T>(variable: string, check: () => T): T => {
  try {
    return check()
  } catch (error) {
    throw new InvalidSetting(`${variable}: ${(error as Error).message}`)
  }
}

const readCredentials = (read: ReadVariable): Credentials | undefined => {
  const variables = { accessKey: 'NCLOUD_ACCESS_KEY', secretKey: 'NCLOUD_SECRET_KEY' } as const
  const [accessKey, secretKey] = [read(variables.accessKey), read(variables.secretKey)]
  if (!accessKey && !secretKey) return undefined
  if (!accessKey) throw new InvalidSetting(`${variables.accessKey}: missing; set it together with the secret key`)
  if (!secretKey) throw new InvalidSetting(`${variables.secretKey}: missing; set it together with the access key`)
  validate(variables.accessKey, () => checkSecret('accessKey', accessKey))
  validate(variables.secretKey, () => checkSecret('secretKey', secretKey))
  return { accessKey, secretKey }
}

/** Resolves the endpoint one variable at a time, so that the error names the variable that does not fit. */
const readEndpoint = (read: ReadVariable): ResolvedEndpoint => {
  const variables = {
    site: 'NCLOUD_SITE',
    region: 'NCLOUD_REGION',
    apiVersion: 'NCLOUD_API_VERSION',
    platform: 'NCLOUD_PLATFORM',
  }
  let selection: EndpointSelection = {}
  for (const [name, variable] of Object.entries(variables)) {
    selection = { ...selection, [name]: read(variable) } as EndpointSelection
    validate(variable, () => resolveEndpoint(selection))
  }
  return resolveEndpoint(selection)
}

const readNumber = (variable: string, read: ReadVariable): number | undefined => {
  const text = read(variable)
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new InvalidSetting(`${variable}: must be a number, such as 21538; the console shows it`)
  }
  return Number(text)
}

/** Chooses VPC if a subnet is set, and Classic if the region has Classic and neither a subnet nor VPC is set. */
const readWriteSettings = (endpoint: ResolvedEndpoint, read: ReadVariable): Settings['write'] => {
  const vpcNo = readNumber('NCLOUD_VPC_NO', read)
  const subnetNo = readNumber('NCLOUD_SUBNET_NO', read)
  const { platform } = endpoint
  if (platform === 'classic') return { platform, subnet: undefined }
  if (vpcNo !== undefined && subnetNo !== undefined) return { platform, subnet: { vpcNo, subnetNo } }
  const hasOneNumber = vpcNo !== undefined || subnetNo !== undefined
  const canUseClassic = endpoint.platforms.includes('classic') && read('NCLOUD_PLATFORM') === undefined
  if (!hasOneNumber && canUseClassic) return { platform: 'classic', subnet: undefined }
  const missing = vpcNo === undefined ? 'NCLOUD_VPC_NO' : 'NCLOUD_SUBNET_NO'
  throw new InvalidSetting(`${missing}: missing; with --write, actions on VPC need NCLOUD_VPC_NO and NCLOUD_SUBNET_NO`)
}

/**
 * Reads flags and environment variables.
 *
 * @returns `undefined` if no access key is set.
 * @throws InvalidSetting with the name of the flag or variable.
 */
export const readSettings = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Settings | undefined => {
  const { write = false, json = false } = readFlags(args)
  const read: ReadVariable = (variable) => env[variable] || undefined
  const credentials = readCredentials(read)
  if (!credentials) return undefined
  const endpoint = readEndpoint(read)
  const baseUrl = read('NCLOUD_BASE_URL')
  if (baseUrl) validate('NCLOUD_BASE_URL', () => createTransport({ ...credentials, baseUrl }))
  return {
    credentials,
    endpoint,
    baseUrl,
    write: write ? readWriteSettings(endpoint, read) : undefined,
    isJson: json,
  }
}
