// Everything that the page knows: hosts and sessions as the service showed them, and how old that is. Observers are told
// at most once per frame.

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
let frame = 0;

/** Calls the function after changes; returns how to end that. */
export function observe(observer) {
  observers.add(observer);
  return () => observers.delete(observer);
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

export const hostBean = session => store.hosts.get(session.host)?.bean ?? '';
export const sessionBean = session =>
  hostBean(session).replace('type=SessionHost', 'type=Session') + `,id=${session.UniqueId}`;
