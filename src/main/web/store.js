// Everything that the page knows: hosts and sessions as the service showed them, and how old that is. It reads all
// hosts at intervals and applies events in between; observers are told at most once per frame.
import {readAll, valueOf, RequestError} from './api.js';
import {follow} from './stream.js';
import {readHosts, withHost} from './reading.js';
import {leaveStream, takeStream} from './tabs.js';

const SHORTEST_MILLIS = 10_000;
export const LONGEST_MILLIS = 60_000;
const LONGEST_MILLIS_WITHOUT_EVENTS = 30_000;

export const store = {
  hosts: new Map(),
  sessions: new Map(),
  service: null,
  loaded: false,
  live: false,
  /** Whether other windows have the streams that the browser can open, so that this one only reads at intervals. */
  shared: false,
  /** Whether the service has no stream for this page now, so that it only reads at intervals until there is one. */
  limited: false,
  problem: null,
  missed: false,
  readAt: 0,
  /** Grows with every change. */
  version: 0,
  /** Grows when reading begins anew: after signing in, and when the page is shown again. */
  starts: 0,
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
/** What events said while everything is read: it may be newer than what is read. */
let meanwhile = new Map();
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
  store.starts++;
  store.shared = false;
  load();
  followEvents(running);
}

function followEvents(mine) {
  const stream = new AbortController();
  const end = () => stream.abort();
  mine.signal.addEventListener('abort', end);
  takeStream(() => {
    end();
    store.live = false;
    store.shared = true;
    changed();
  });
  follow(stream.signal, {
    event: apply,
    open: reconnected => {
      store.live = true;
      store.limited = false;
      if (reconnected) load();
      changed();
    },
    lost: error => {
      store.live = false;
      store.limited = error.kind === 'wait';
      changed();
      if (error.kind === 'signedOut') onSignedOut();
      return error.kind !== 'signedOut' && error.kind !== 'refused';
    }
  });
}

/** Takes a stream back from the window that has not been used for longest, when this one had to give its own up. */
export function resume() {
  if (!running || !store.shared) return;
  store.shared = false;
  load();
  followEvents(running);
}

/** Ends all connections; what was read stays, without actions. */
export function stop() {
  running?.abort();
  running = null;
  leaveStream();
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
    await read(mine);
    next = nextInterval();
  } catch (e) {
    if (mine === running) {
      next = failed(e);
    }
  } finally {
    reading = false;
    changed();
    if (running) timer = setTimeout(load, again || mine !== running ? 200 : next);
  }
}

async function read(mine) {
  meanwhile = new Map();
  const whole = await readHosts(() => mine === running, part => {
    // The first rows need not wait for the last host.
    if (!store.loaded) {
      Object.assign(store, part);
      changed();
    }
  });
  if (!whole) return;
  for (const [key, session] of meanwhile) {
    if (!session) whole.sessions.delete(key);
    else if (!(whole.sessions.get(key)?.readAt > session.readAt)) whole.sessions.set(key, session);
  }
  Object.assign(store, {...whole, loaded: true, problem: null});
}

function put(session) {
  store.sessions.set(session.Key, session);
  meanwhile.set(session.Key, session);
}

function drop(key) {
  store.sessions.delete(key);
  meanwhile.set(key, null);
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
const nextInterval = () => Math.max(SHORTEST_MILLIS,
  Math.min(store.shared || store.limited ? LONGEST_MILLIS_WITHOUT_EVENTS : LONGEST_MILLIS, store.sessions.size * 20));

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
  if (!store.hosts.has(event.host)) return;
  if (event.type.endsWith('.removed') || event.type.endsWith('.logoff')) {
    drop(data.Key);
  } else {
    put(withHost(data, event.host, performance.now()));
  }
}

async function applyLogoff(event, data) {
  if (data.Outcome === 'DONE') {
    drop(data.Session);
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
      put(withHost(fresh, session.host, performance.now()));
    }
  } catch {
    load();
  }
  changed();
}

export const hostBean = session => store.hosts.get(session.host)?.bean ?? '';
export const sessionBean = session =>
  hostBean(session).replace('type=SessionHost', 'type=Session') + `,id=${session.UniqueId}`;
