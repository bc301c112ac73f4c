import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'

/** Describes this computer. */
export const readMachine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  platform: `${process.platform} ${process.arch}`,
  /** Processes that were ready to run, in the mean of the last minute. */
  load: Number((loadavg()[0] ?? 0).toFixed(1)),
})

/** Returns a warning if other programs use the cores that the measurement needs. */
export const warnOfLoad = ({ load, cores }: ReturnType<typeof readMachine>): string | undefined =>
  load > cores / 2
    ? `Other programs are busy (load ${load}, ${cores} cores): the spread is larger than it should be.`
    : undefined
