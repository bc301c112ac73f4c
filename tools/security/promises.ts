/**
 * What the proxy promises, by number. A test proves a promise when its name, or that of its `describe`, begins with
 * the promise's number: `#5 no origin is let in but one that is listed`. Numbers are kept when promises go.
 */
export const promises: Readonly<Record<number, string>> = {
  1: 'Without a credential, nothing is done.',
  2: 'A wrong, expired or cut token is answered like any other; one in an address is none.',
  3: 'A Cloudflare Access token that is forged, expired or meant for others is refused.',
  4: 'Nobody does more than is granted, or learns what exists beyond it.',
  5: 'A page of an origin that is not listed has nothing sent, and reads no answer.',
  6: 'What a form can send is not taken.',
  7: 'What another site triggers without CORS is not served.',
  8: 'No method but those of the API, and none in the place of another.',
  9: 'A name never becomes another path.',
  10: 'Only documented parameters are sent on, each once, with documented values.',
  11: 'No request and no host decides where a call goes.',
  12: 'No header of a caller is sent on.',
  13: 'However it is framed, a request makes one call at most.',
  14: 'A body is sent as it was checked, or not at all.',
  15: 'An address or headers that are too long are refused.',
  16: 'A request that comes too slowly ends, and holds up no other.',
  17: 'No redirect is followed: the signature goes nowhere else.',
  18: 'An answer that is not a documented one, or too large, is not passed on.',
  19: 'No header of the gateway is passed on.',
  20: 'A key that the gateway refuses is never blamed on the caller.',
  21: 'Keys, signatures and tokens are in no answer, log line or built file.',
  22: 'Code, parameters, credentials, logs and results leave only where granted in full.',
  25: 'Whoever asks too often has to wait.',
  27: 'Where the limits cannot be checked, nothing is written.',
  28: 'A configuration that lacks something or is wrong closes the proxy; the log names it, without values.',
  29: 'No answer is kept by a cache on its way; a list that the proxy keeps is for the caller who asked for it.',
  30: 'A request writes one line of fixed fields into the log.',
  31: 'Whatever fails within, the answer is an error that tells nothing of it.',
  32: 'Answers cannot be framed, sniffed or kept open by another page.',
  33: 'With an upstream for development, only this machine is served and asked.',
  34: 'There is no second address beside the one that is guarded.',
  35: 'No code but the proxy can read its secrets.',
  36: 'No dependency has a hole that was known when it was chosen.',
  37: 'No text makes a regular expression slow.',
  38: 'A caller that leaves takes its call along, and nobody else.',
  39: 'What runs or fires is sent once, whatever becomes of it, on Node, Deno, Bun and workerd.',
  40: 'Every call ends in time, however slowly the gateway answers.',
  41: 'Of a run that failed its caller learns whether it may have run.',
  42: 'A gateway that fails is asked again where that does no harm, and little more often than one that does not.',
}

/** Promises that no test proves yet. They are not made before one does. */
export const open: readonly number[] = []
