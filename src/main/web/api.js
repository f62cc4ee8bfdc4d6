// Requests to the service. The password is kept in this variable only, so it ends with the page.
let authorization = '';

const CONSOLE = 'logoffd-console';
const READ_MILLIS = 30_000;
export const ACT_MILLIS = 120_000;

/** A request without a usable answer. Kinds: signedOut, wait (with seconds), refused, gone, invalid, away. */
export class RequestError extends Error {
  constructor(kind, message, seconds = 0) {
    super(message);
    this.kind = kind;
    this.seconds = seconds;
  }
}

export function useCredentials(user, password) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  authorization = 'Basic ' + btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}

export function forgetCredentials() {
  authorization = '';
}

/** Sends a request as this page: the service then answers 401 without opening the dialog of the browser. */
export async function request(path, {headers = {}, ...init} = {}) {
  const given = {'X-Requested-With': CONSOLE, ...headers};
  if (authorization) given.Authorization = authorization;
  let response;
  try {
    response = await fetch(path, {...init, headers: given, cache: 'no-store', redirect: 'error'});
  } catch (e) {
    if (init.signal?.aborted && init.signal.reason?.name !== 'TimeoutError') throw e;
    throw new RequestError('away', '');
  }
  if (!response.ok) throw await problem(response);
  return response;
}

async function problem(response) {
  const seconds = Number(response.headers.get('Retry-After') ?? 0);
  const message = await response.json().then(json => String(json.error ?? ''), () => '');
  switch (response.status) {
    case 401: return new RequestError('signedOut', message);
    case 403: return new RequestError('refused', message);
    case 429: case 503: return new RequestError('wait', message, seconds || 5);
    default: return new RequestError('invalid', message || `HTTP ${response.status}`);
  }
}

/** Asks who the user of these credentials is. */
export const whoAmI = async () =>
  (await request('./user', {signal: AbortSignal.timeout(READ_MILLIS)})).json();

async function get(path, signal) {
  const attempt = new AbortController();
  const end = () => attempt.abort();
  signal.addEventListener('abort', end);
  const timer = setTimeout(() => attempt.abort(new DOMException('', 'TimeoutError')), READ_MILLIS);
  try {
    return await (await request(path, {signal: attempt.signal})).json();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Reads a page of the history; `parameters` are encoded. */
export const readHistory = (parameters, signal) => get('../history?' + parameters, signal);

/** Reads the number of users of each host in each minute of the last 24 hours. */
export const readCounts = signal => get('../counts', signal);

async function post(body, headers, millis) {
  const response = await request('../jolokia/', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', ...headers},
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(millis)
  });
  return response.json();
}

/** Returns the value of one answer of Jolokia. */
export function valueOf(answer) {
  if (answer.status === 200) return answer.value;
  const kind = answer.status === 404 ? 'gone' : answer.status === 403 ? 'refused' : 'invalid';
  throw new RequestError(kind, String(answer.error ?? ''));
}

/** Sends several requests at once and returns their answers. */
export const readAll = requests => post(requests, {}, READ_MILLIS);

/** Calls an operation. The reason goes along as a header, for operations that have no argument for it. */
export async function call(mbean, operation, args, reason = '', millis = ACT_MILLIS) {
  const headers = reason ? {'X-Reason': encodeURIComponent(reason)} : {};
  return valueOf(await post({type: 'exec', mbean, operation, arguments: args}, headers, millis));
}

/** An id under which a repeated request gets its first answer again. */
export const newRequestId = () =>
  'console-' + Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');
