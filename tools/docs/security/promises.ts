/**
 * What the proxy promises, by number. A test proves a promise if its name, or that of its `describe`, begins with the
 * number of the promise: `#5 allows an origin only if it is in the list`. The numbers have no gaps.
 */
export const promises: Readonly<Record<number, string>> = {
  1: 'Without a valid token the proxy sends no request upstream, except for lists with `PROXY_AUTH = "public-read"`.',
  2: 'The proxy rejects every invalid token with the same response: wrong, expired or cut tokens, and tokens in a URL.',
  3: 'The proxy rejects a token of Cloudflare Access that is forged, expired or made for another application.',
  4: 'A caller can use only what the proxy and its own entry allow, and learns nothing about other resources.',
  5: 'The proxy sends no request upstream for a page whose origin is not in `ALLOWED_ORIGINS`, and the page cannot read the response.',
  6: 'The proxy rejects a body that an HTML form can send.',
  7: 'The proxy rejects a request that another site starts without CORS.',
  8: 'The proxy serves the methods of the API only, and no header can replace the method.',
  9: 'A name in a path never becomes another path.',
  10: 'The proxy sends only documented query parameters, each once and with a documented value.',
  11: 'Only the configuration decides which host the proxy calls.',
  12: 'The proxy sends only its own headers to the gateway, never those of a caller.',
  13: 'A request leads to at most one call, however its body is framed.',
  14: 'The proxy sends a body exactly as it was validated, or not at all.',
  15: 'The proxy rejects a URL or headers that are too long.',
  16: 'A request whose body arrives too slowly ends with an error and does not delay other requests.',
  17: 'The proxy never follows a redirect, so only the gateway receives a signature.',
  18: 'The proxy rejects a response of the gateway that is undocumented or too large.',
  19: 'The proxy sends only its own headers to a caller, never those of the gateway.',
  20: 'If the gateway rejects the key of the proxy, the caller gets 502 and not 401.',
  21: 'Keys, signatures and tokens never appear in responses, log lines or built files.',
  22: 'Code, parameters, credentials, logs and results of earlier runs reach only callers with a `:full` permission.',
  23: 'A caller that sends too many requests gets 429.',
  24: 'If a rate limiter fails, the proxy sends no request that changes something.',
  25: 'If the configuration is missing or invalid, the proxy rejects every request and logs every variable to fix, never a value.',
  26: 'Only the proxy itself may cache a list, and only for the caller that requested it.',
  27: 'The proxy writes one log line for each request, with fixed fields and no text of the request.',
  28: 'If a part of the proxy fails, the response is an error without internal details.',
  29: 'Other pages cannot frame a response or keep a window of it, and browsers do not guess its type.',
  30: 'With an upstream for development, the proxy serves and calls this machine only.',
  31: 'The Worker has only one URL: the route that the operator protects.',
  32: 'Only the code of the proxy can read its secrets.',
  33: 'The lock file has only versions without vulnerabilities that were known when they were chosen.',
  34: 'Every regular expression takes linear time for every text.',
  35: 'If a caller disconnects, the proxy aborts the call of that caller and no other.',
  36: 'The client and the proxy send a run or a trigger firing only once, on Node, Deno, Bun and workerd.',
  37: 'Every call ends before its deadline, however slowly the gateway responds.',
  38: 'If a run fails, the response says whether the action may have run.',
  39: 'The proxy retries a failed call only if a second try is safe, and limits its retries while the gateway is down.',
}

/** Promises without a test. They are in the document only once a test proves them. */
export const open: readonly number[] = []
