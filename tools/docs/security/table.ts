import { open, promises } from './promises.ts'

/** A test, or a `describe`, that proves promises. */
export interface Proof {
  readonly promises: readonly number[]
  readonly file: string
  readonly name: string
}

/** The names of tests that begin with numbers of promises. */
const NUMBERED = /(['"`])((?:#\d+ )+)((?:(?!\1)[^\n])+)\1/g

/** Comments: a name in a comment is not a test. */
const COMMENT = /^\s*(\/\/|\/?\*).*/gm

/** Returns the proofs in the code of a test file. An ellipsis stands for a part that differs between tests. */
export const proofsIn = (file: string, code: string): Proof[] =>
  [...code.replace(COMMENT, '').matchAll(NUMBERED)].map(([, , numbers = '', name = '']) => ({
    promises: numbers
      .trim()
      .split(' ')
      .map((number) => Number(number.slice(1))),
    file,
    name: name.replace(/\$\{[^}]*\}|%[sjio]/g, '…'),
  }))

const cell = (proofs: readonly Proof[]): string =>
  [...new Set(proofs.map(({ name, file }) => `[${name.replaceAll('|', '\\|')}](${file})`))].join(' · ')

/** Returns the promises and their proofs as a table in Markdown. */
export const promisesTable = (proofs: readonly Proof[]): string => {
  const rows = Object.entries(promises)
    .filter(([number]) => !open.includes(Number(number)))
    .map(([number, promise]) => {
      const proofsOfPromise = proofs.filter((proof) => proof.promises.includes(Number(number)))
      return `| ${number} | ${promise} | ${cell(proofsOfPromise)} |`
    })
  return ['| # | Promise | Tests |', '| --- | --- | --- |', ...rows].join('\n')
}

/** Replaces the table in a document. */
export const withTable = (text: string, proofs: readonly Proof[]): string =>
  text.replace(
    /(<!-- proofs -->\n)[\s\S]*(\n<!-- \/proofs -->)/,
    (_, begin, end) => `${begin}\n${promisesTable(proofs)}\n${end}`,
  )
