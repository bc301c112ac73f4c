import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Returns the largest resident memory that a process has had, in bytes. Without Linux: its present memory. */
export const peakMemory = (pid: number): number => {
  if (process.platform !== 'linux') return Number(execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`])) * 1024
  const [, kB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kB) * 1024
}
