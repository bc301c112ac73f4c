import { timeWindow } from '../endpoint-table.ts'

export const page = { pageNo: 2, pageSize: 50, ...timeWindow }
export const pageQuery = 'pageNo=2&pageSize=50&start={start}&end={end}'

export const activationId = '18718fde21424114b18fde21428114c8'
export const action = { packageName: 'shop', actionName: 'greet' }
export const trigger = { triggerName: 'nightly' }

export const descriptionAndParameters = {
  description: '인사',
  parameters: { name: 'Kim', nested: { list: [1, null] } },
}
