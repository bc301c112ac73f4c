import { open, promises } from './promises.ts'

/** A test, or a group of some, that proves promises. */
export interface Proof {
  readonly promises: readonly number[]
  readonly file: string
  readonly name: string
}

/** Names that begin with numbers of promises; what differs from test to test is left open. */
const NUMBERED = /(['"`])((?:#\d+ )+)((?:(?!\1)[^\n])+)\1/g

/** Lines that are comments: what stands in them does not run. */
const COMMENT = /^\s*(\/\/|\/?\*).*/gm

/** What the tests of a file prove. */
export const proofsIn = (file: string, code: string): Proof[] =>
  [...code.replace(COMMENT, '').matchAll(NUMBERED)].map(([, , numbers = '', name = '']) => ({
    promises: numbers
      .trim()
      .split(' ')
      .map((each) => Number(each.slice(1))),
    file,
    name: name.replace(/\$\{[^}]*\}|%[sj]/g, '…'),
  }))

const cell = (proofs: readonly Proof[]): string =>
  [...new Set(proofs.map(({ name, file }) => `[${name.replaceAll('|', '\\|')}](${file})`))].join(' · ')

/** What is promised and proved, as Markdown. */
export const table = (proofs: readonly Proof[]): string => {
  const rows = Object.entries(promises)
    .filter(([number]) => !open.includes(Number(number)))
    .map(([number, promise]) => {
      const its = proofs.filter((proof) => proof.promises.includes(Number(number)))
      return `| ${number} | ${promise} | ${cell(its)} |`
    })
  return ['| # | Promise | Proved by |', '| --- | --- | --- |', ...rows].join('\n')
}

/** The same text with another table in it. */
export const withTable = (text: string, proofs: readonly Proof[]): string =>
  text.replace(
    /(<!-- proofs -->\n)[\s\S]*(\n<!-- \/proofs -->)/,
    (_, begin, end) => `${begin}\n${table(proofs)}\n${end}`,
  )
