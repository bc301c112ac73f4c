import { describe, expect, test } from 'vitest'
import { type ReadOptions, readBytes } from '../../worker/proxy/limits/read-bytes.ts'

const streamOf = (...sizes: readonly number[]) => {
  let next = 0
  const parts = sizes.map((size) => Uint8Array.from({ length: size }, () => next++))
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part)
      controller.close()
    },
  })
}
const numbers = (length: number) => Uint8Array.from({ length }, (_, index) => index)
const read = (stream: ReadableStream<Uint8Array> | null, options: Partial<ReadOptions>) =>
  readBytes(stream, { maxBytes: 1000, ...options })

describe('readBytes', () => {
  test.for([undefined, 0, 100, 300, 301, Number.NaN])(
    'reads every byte if the length is said to be %s',
    async (contentLength) => {
      const options = contentLength === undefined ? {} : { contentLength }
      for (const sizes of [[], [0], [1], [300], [100, 0, 200], [1, 2, 4, 8, 16, 269], [120, 120, 120]]) {
        const total = sizes.reduce((sum, size) => sum + size, 0)
        expect(await read(streamOf(...sizes), { ...options, maxBytes: 400 })).toEqual(numbers(total))
      }
      expect(await read(null, options)).toEqual(numbers(0))
    },
  )

  test('reserves the length that is said, and not much more than the bytes without one', async () => {
    const reserved = async (options: Partial<ReadOptions>) =>
      (await read(streamOf(10, 10, 200), options))?.buffer.byteLength
    expect(await reserved({ contentLength: 220 })).toBe(220)
    expect(await reserved({ contentLength: 500 })).toBe(500)
    expect(await reserved({})).toBe(880)
    expect(await reserved({ maxBytes: 300 })).toBe(300)
    expect(await reserved({ contentLength: 30 })).toBe(880)
  })

  test('rejects more bytes than the limit, with every claimed length, and stops the sender', async () => {
    expect(await read(streamOf(300), { maxBytes: 299 })).toBeUndefined()
    expect(await read(streamOf(), { maxBytes: 10, contentLength: 11 })).toBeUndefined()
    expect(await read(streamOf(10), { maxBytes: 10, contentLength: 10 })).toEqual(numbers(10))
    const seen: number[] = []
    let isCancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(100)),
      cancel: () => {
        isCancelled = true
      },
    })
    const onPart = (part: Uint8Array, bytes: number) => seen.push(part.length, bytes)
    expect(await read(endless, { maxBytes: 250, contentLength: 2, onPart })).toBeUndefined()
    expect([seen, isCancelled]).toEqual([[100, 100, 100, 200, 100, 300], true])
  })

  test('ends when the time is over', async () => {
    const timeout = Promise.reject(new Error('late'))
    await expect(read(new ReadableStream(), { timeout })).rejects.toThrow('late')
  })
})
