import { expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/api/operations.ts'
import type { EmulatorCredentials } from '../../worker/emulator/index.ts'
import { manager, nobody, open, viewer } from './open-emulator.ts'

const key = { accessKey: 'KEY', secretKey: 'SECRET' }
const reads = (id: OperationId) => operations[id].method === 'GET'

const permissions: readonly [name: string, key: EmulatorCredentials, may: (id: OperationId) => boolean][] = [
  ['without a word', key, () => true],
  ['manager', { ...key, permissions: 'manager' }, () => true],
  ['viewer', { ...key, permissions: 'viewer' }, reads],
  ['a list', { ...key, permissions: ['postAction', 'getTrigger'] }, (id) => ['postAction', 'getTrigger'].includes(id)],
  ['nothing', { ...key, permissions: [] }, () => false],
  ['of the first development key', manager, () => true],
  ['of the second', nobody, () => false],
  ['of the third', viewer, reads],
]

test.each(permissions)('Permissions: %s', async (_, given, may) => {
  const opened = open({ credentials: [given] })
  const before = opened.state()
  for (const version of ['v2.1', 'v2.0'] as const) {
    for (const { id, method, path } of Object.values(operations)) {
      // Of a wrong name: what is permitted is then refused for another reason, or reads nothing.
      const { status, error } = await opened.ask(method, path.replace(/\{\w+\}/g, 'none'), undefined, {
        version,
        key: given,
      })
      expect([id, status === 403, error?.errorCode === '80002']).toEqual([id, !may(id), !may(id)])
    }
  }
  expect(opened.state()).toBe(before)
})
