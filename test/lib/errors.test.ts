import { expect, test } from 'vitest'
import { NcloudError } from '../../lib/index.ts'

test('NcloudError is not retryable and has no details and no advice by default', () => {
  expect(new NcloudError('No', { code: 'network' })).toMatchObject({
    name: 'NcloudError',
    message: 'No',
    code: 'network',
    details: '',
    advice: '',
    retryable: false,
  })
  const fields = { code: 'timeout', details: 'Late', advice: 'Wait.', retryable: true }
  expect(new NcloudError('No', fields)).toMatchObject(fields)
})
