// Everything that the page knows: hosts and sessions as the service showed them, and how old that is. It reads all
// hosts at intervals and applies events in between; observers are told at most once per frame.
import {readAll, valueOf, RequestError} from './api.js';
import {follow} from './stream.js';
import {haystack} from './filter.js';

const HOSTS = 'logoffd:type=SessionHost,*';
const HOST_ATTRIBUTES = ['Host', 'Mode', 'Reachable', 'LastError', 'SnapshotTime', 'SnapshotSeconds', 'RefreshMillis',
  'SessionCount', 'UserCount', 'ActiveCount', 'DisconnectedCount', 'LockedCount', 'StuckCount', 'ListenerState',
  'LogoffsDone', 'LogoffsRefused', 'LogoffsFailed', 'LogoffsPending', 'Sessions'];
const SERVICE = 'logoffd:type=Service';

/** The service is heard at least every ten seconds while events arrive. */
const SILENT_SECONDS = 60;
const SHORTEST_MILLIS = 10_000;
const LONGEST_MILLIS = 60_000;

export const store = {
  hosts: new Map(),
  sessions: new Map(),
  service: null,
  loaded: false,
  live: false,
  problem: null,
  missed: false,
  readAt: 0,
  /** Grows with every change. */
  version: 0,
  /** Age in seconds above which a row is no longer acted on; the service knows how often it reads. */
  staleSeconds: 60
};

const observers = new Set();
const eventObservers = new Set();
let frame = 0;
let running = null;
let timer = 0;
let reading = false;
let again = false;
let onSignedOut = () => {};

/** Calls the function after changes; returns how to end that. */
export function observe(changed) {
  observers.add(changed);
  return () => observers.delete(changed);
}

/** Calls the function for every event; returns how to end that. */
export function observeEvents(happened) {
  eventObservers.add(happened);
  return () => eventObservers.delete(happened);
}

export function changed() {
  store.version++;
  // A hidden page gets no frames.
  if (document.hidden) {
    observers.forEach(each => each());
  } else if (!frame) {
    frame = requestAnimationFrame(() => {
      frame = 0;
      observers.forEach(each => each());
    });
  }
}

/** Starts to read and to follow the events. */
export function start(signedOut) {
  stop();
  onSignedOut = signedOut;
  running = new AbortController();
  load();
  follow(running.signal, {
    event: apply,
    open: reconnected => {
      store.live = true;
      if (reconnected) load();
      changed();
    },
    lost: error => {
      store.live = false;
      changed();
      if (error.kind === 'signedOut') onSignedOut();
      return error.kind !== 'signedOut' && error.kind !== 'refused';
    }
  });
}

/** Ends all connections; what was read stays, without actions. */
export function stop() {
  running?.abort();
  running = null;
  clearTimeout(timer);
  store.live = false;
  changed();
}

/** Forgets everything that was read. */
export function clear() {
  stop();
  Object.assign(store, {
    hosts: new Map(), sessions: new Map(), service: null, loaded: false, problem: null, missed: false, readAt: 0
  });
}

export const isRunning = () => running !== null;

/** Reads everything now. Requests while it reads lead to one more reading. */
export async function load() {
  if (!running) return;
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  again = false;
  clearTimeout(timer);
  const mine = running;
  let next = nextInterval();
  try {
    const [hosts, service] = await readAll([
      {type: 'read', mbean: HOSTS, attribute: HOST_ATTRIBUTES}, {type: 'read', mbean: SERVICE}]);
    // The service starts to answer a moment before its own bean is there.
    if (mine === running) replace(valueOf(hosts), service.status === 200 ? service.value : null);
    next = nextInterval();
  } catch (e) {
    if (mine === running) {
      next = failed(e);
    }
  } finally {
    reading = false;
    changed();
    if (running) timer = setTimeout(load, again ? 200 : next);
  }
}

function failed(error) {
  const known = error instanceof RequestError ? error : new RequestError('invalid', String(error.message));
  if (known.kind === 'signedOut') {
    onSignedOut();
    return LONGEST_MILLIS;
  }
  store.problem = {kind: known.kind, message: known.message, seconds: known.seconds};
  return known.seconds ? known.seconds * 1000 : 5000;
}

/** The more sessions, the rarer they are all read; events keep them current in between. */
const nextInterval = () => Math.max(SHORTEST_MILLIS, Math.min(LONGEST_MILLIS, store.sessions.size * 20));

function replace(hosts, service) {
  const readAt = performance.now();
  store.hosts = new Map();
  const sessions = new Map();
  for (const [bean, host] of Object.entries(hosts)) {
    const {Sessions, ...status} = host;
    store.hosts.set(status.Host, {...status, bean, readAt});
    for (const session of Sessions) {
      sessions.set(session.Key, withHost(session, status.Host, readAt));
    }
  }
  Object.assign(store, {sessions, service, loaded: true, problem: null, readAt});
}

function withHost(session, host, readAt) {
  const record = {...session, host, readAt};
  record.search = haystack(record);
  return record;
}

function apply(event) {
  const data = event.data ?? {};
  if (event.type === 'logoffd.events.missed') {
    store.missed = true;
    load();
  } else if (event.type.startsWith('logoffd.session.')) {
    applySession(event, data);
  } else if (event.type.startsWith('logoffd.logoff.')) {
    applyLogoff(event, data);
  } else if (event.type.startsWith('logoffd.host.')) {
    const host = store.hosts.get(event.host);
    if (host) store.hosts.set(event.host, {...host, ...data, readAt: performance.now()});
    load();
  }
  eventObservers.forEach(each => each(event));
  changed();
}

function applySession(event, data) {
  const {hosts, sessions} = store;
  if (!hosts.has(event.host)) return;
  if (event.type.endsWith('.removed') || event.type.endsWith('.logoff')) {
    sessions.delete(data.Key);
  } else {
    sessions.set(data.Key, withHost(data, event.host, performance.now()));
  }
}

async function applyLogoff(event, data) {
  if (data.Outcome === 'DONE') {
    store.sessions.delete(data.Session);
  } else if (data.Session && store.sessions.has(data.Session)) {
    await readOne(data.Session);
  }
}

/** Reads one session again; one that has ended is left to the next reading of all. */
export async function readOne(key) {
  const session = store.sessions.get(key);
  if (!session || !running) return;
  try {
    const [answer] = await readAll([{type: 'read', mbean: sessionBean(session)}]);
    const fresh = valueOf(answer);
    if (fresh.Key === key && store.sessions.has(key)) {
      store.sessions.set(key, withHost(fresh, session.host, performance.now()));
    }
  } catch {
    load();
  }
  changed();
}

export const hostBean = session => store.hosts.get(session.host)?.bean ?? '';

/** The bean of the session that has this id now, which can be another logon: compare the Key of what it answers. */
export const sessionBean = session =>
  hostBean(session).replace('type=SessionHost', 'type=Session') + `,id=${session.UniqueId}`;

/** Age in seconds of what is shown of a host. */
export const age = host => host.SnapshotSeconds < 0
  ? Infinity : host.SnapshotSeconds + (performance.now() - host.readAt) / 1000;

/** Whether rows of this host may be acted on: it can be read, and what is shown of it is recent. */
export const isFresh = host =>
  Boolean(host) && host.Reachable && isRunning() && silence() < SILENT_SECONDS && host.SnapshotSeconds < store.staleSeconds;

/** Seconds since the last reading; while events arrive, it is good for the longest interval more. */
const silence = () => (performance.now() - store.readAt) / 1000 - (store.live ? LONGEST_MILLIS / 1000 : 0);

/** Seconds until the logoff of a warned session, -1 when none is due. */
export const dueSeconds = session => session.LogoffDueSeconds < 0
  ? -1 : Math.max(0, session.LogoffDueSeconds - (performance.now() - session.readAt) / 1000);
