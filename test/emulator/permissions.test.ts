import { expect, test } from 'vitest'
import { type OperationId, operations } from '../../lib/api/operations.ts'
import type { EmulatorCredentials } from '../../worker/emulator/index.ts'
import { manager, openEmulator, viewer, withoutPermissions } from './open-emulator.ts'

const key = { accessKey: 'KEY', secretKey: 'SECRET' }
const isRead = (id: OperationId) => operations[id].method === 'GET'

const permissions: readonly [name: string, key: EmulatorCredentials, isAllowed: (id: OperationId) => boolean][] = [
  ['credentials without permissions', key, () => true],
  ['the permission manager', { ...key, permissions: 'manager' }, () => true],
  ['the permission viewer', { ...key, permissions: 'viewer' }, isRead],
  [
    'a list of operations',
    { ...key, permissions: ['postAction', 'getTrigger'] },
    (id) => ['postAction', 'getTrigger'].includes(id),
  ],
  ['an empty list', { ...key, permissions: [] }, () => false],
  ['the first development key', manager, () => true],
  ['the second development key', withoutPermissions, () => false],
  ['the third development key', viewer, isRead],
]

test.each(permissions)(
  '%s: allows its operations, and rejects the others with 403',
  async (_, credentials, isAllowed) => {
    const opened = openEmulator({ credentials: [credentials] })
    const before = opened.snapshot()
    for (const version of ['v2.1', 'v2.0'] as const) {
      for (const { id, method, path } of Object.values(operations)) {
        // The name is missing: an allowed operation fails for another reason, or returns an empty list.
        const { status, error } = await opened.call(method, path.replace(/\{\w+\}/g, 'missing'), undefined, {
          version,
          key: credentials,
        })
        expect([id, status === 403, error?.errorCode === '80002']).toEqual([id, !isAllowed(id), !isAllowed(id)])
      }
    }
    expect(opened.snapshot()).toBe(before)
  },
)
