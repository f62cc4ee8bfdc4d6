// Keeps the store current: reads all hosts at intervals, and applies events in between.
import {RequestError} from './api.js';
import {follow} from './stream.js';
import {readHosts, readSessions, withHost} from './reading.js';
import {changed, sessionBean, store} from './store.js';
import {leaveStream, takeStream} from './tabs.js';

const SHORTEST_MILLIS = 10_000;
export const LONGEST_MILLIS = 60_000;
const LONGEST_MILLIS_WITHOUT_EVENTS = 30_000;
const SESSIONS_AT_ONCE = 100;

const eventObservers = new Set();
let running = null;
let timer = 0;
let reading = false;
let again = false;
/** What events said while everything is read: it may be newer than what is read. */
let meanwhile = new Map();
/** The Keys of sessions that are to be read again. */
const outdated = new Set();
let readingAgain = false;
let onSignedOut = () => {};

/** Calls the function for every event; returns how to end that. */
export function observeEvents(happened) {
  eventObservers.add(happened);
  return () => eventObservers.delete(happened);
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

function applyLogoff(event, data) {
  if (data.Outcome === 'DONE') {
    drop(data.Session);
  } else if (data.Session && store.sessions.has(data.Session)) {
    readAgain(data.Session);
  }
}

/**
 * Reads a session again. While that is under way, others are collected and then read together: an act on many sessions
 * has as many events.
 */
export async function readAgain(key) {
  outdated.add(key);
  if (readingAgain) return;
  readingAgain = true;
  while (outdated.size > 0) {
    const some = [...outdated].slice(0, SESSIONS_AT_ONCE);
    some.forEach(each => outdated.delete(each));
    await readThese(some.map(each => store.sessions.get(each)).filter(Boolean));
  }
  readingAgain = false;
}

async function readThese(sessions) {
  if (!running || sessions.length === 0) return;
  try {
    const fresh = await readSessions(sessions, sessionBean);
    fresh.filter(session => store.sessions.has(session.Key)).forEach(put);
    // An event says that one has ended; without events only a reading of all does.
    if (fresh.length < sessions.length && !store.live) load();
  } catch {
    load();
  }
  changed();
}
