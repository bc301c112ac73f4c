import { makeCalls } from './client-calls.ts'
import { sendSignedRequests } from './signed-requests.ts'

/** The programs that run on every runtime. Argument and result are JSON. */
export const programs = { sendSignedRequests, makeCalls }
