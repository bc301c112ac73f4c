import { variables, variableTexts } from '../../worker/proxy/config/variables.ts'
import { code, table } from './markdown.ts'

/** The configuration table of `docs/proxy.md`. */
export const variableTable = (): string =>
  table(
    ['Name', 'Kind', 'Meaning', 'Default'],
    Object.entries(variableTexts).map(([name, text]) => {
      const { kind, default: number } = variables[name as keyof typeof variables]
      return [code(name), kind, text.meaning, text.default ?? code(`${number}`)]
    }),
  )
