import { expect, test } from 'vitest'
import { NcloudError } from '../../lib/index.ts'

test('NcloudError has no details and may not be repeated, unless told', () => {
  expect(new NcloudError('No', { code: 'network' })).toMatchObject({
    name: 'NcloudError',
    message: 'No',
    code: 'network',
    details: '',
    retryable: false,
  })
  const fields = { code: 'timeout', details: 'Late', retryable: true }
  expect(new NcloudError('No', fields)).toMatchObject(fields)
})
