import type { Case } from './case.ts'
import { credentialCases } from './client/credentials.cases.ts'
import { errorCases } from './client/errors.cases.ts'
import { iteratorCases } from './client/iterators.cases.ts'
import { optionCases } from './client/options.cases.ts'
import { parameterMessageCases } from './client/parameter-messages.cases.ts'
import { requestCases } from './client/requests.cases.ts'
import { responseSizeCases } from './client/response-size.cases.ts'
import { responseCases } from './client/responses.cases.ts'
import { secretCases } from './client/secrets.cases.ts'
import { timeoutCases } from './client/timeouts.cases.ts'

/** The cases of a client. */
export const clientCases: readonly Case[] = [
  ...optionCases,
  ...requestCases,
  ...responseCases,
  ...responseSizeCases,
  ...errorCases,
  ...credentialCases,
  ...timeoutCases,
  ...iteratorCases,
  ...parameterMessageCases,
  ...secretCases,
]
