/** How an action can be used. It cannot be changed after the action is created. */
export type ActionType = 'basic' | 'web' | 'sequence' | 'sequence-web'

/** The types of actions; the first is the default. */
export const actionTypes: readonly ActionType[] = ['basic', 'web', 'sequence', 'sequence-web']

/** Returns whether actions of a type run other actions instead of code. */
export const isSequenceType = (type: ActionType): boolean => type.startsWith('sequence')

/** Returns whether actions of a type respond to HTTP requests. */
export const isWebType = (type: ActionType): boolean => type.endsWith('web')
