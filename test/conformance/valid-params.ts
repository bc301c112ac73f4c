const action = { packageName: 'shop', actionName: 'greet' }
const trigger = { triggerName: 'nightly' }
const activationId = '18718fde21424114b18fde21428114c8'

const exec = { kind: 'python:3.13', binary: false, code: "def main(args):\n    return {'안녕': True}", main: 'main' }
const limits = { timeout: 60_000, memory: 128 }
const vpc = [{ vpcNo: 21_538, subnetNo: 45_007 }]

/** The required parameters of every call, valid for the default endpoint and for v2.0. */
export const validParams: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'packages.list': {},
  'packages.get': { packageName: 'shop' },
  'packages.put': { packageName: 'shop' },
  'packages.delete': { packageName: 'shop' },
  'actions.list': { packageName: 'shop' },
  'actions.get': action,
  'actions.put': { ...action, exec, limits, vpc },
  'actions.run': action,
  'actions.runAndWait': action,
  'actions.delete': action,
  'actions.listActivations': action,
  'actions.getActivation': { ...action, activationId },
  'triggers.list': {},
  'triggers.get': trigger,
  'triggers.put': { ...trigger, type: 'cron', cronOption: '* * * * *' },
  'triggers.fire': trigger,
  'triggers.delete': trigger,
  'triggers.link': { ...trigger, actionName: 'greet' },
  'triggers.unlink': { ...trigger, actionName: 'greet' },
  'triggers.listActivations': trigger,
  'triggers.getActivation': { ...trigger, activationId },
  'activations.list': {},
}
