// Which sessions are shown, and in which order. Pure functions over what was read.
import {stateWord} from './texts.js';

const names = new Intl.Collator(undefined, {numeric: true, sensitivity: 'base'});

/** Everything of a session that the search looks at. */
export const haystack = session => [session.Account, session.host, session.State, stateWord(session.State), session.Lock,
  session.ClientName, session.ClientAddress, session.Name, session.Key, session.InitialProgram, session.VirtualMachine]
  .join('\n').toLowerCase();

/** How long a session has not been used, whatever its state. */
export const unused = session =>
  session.State === 'DISCONNECTED' ? Math.max(session.DisconnectedSeconds, session.IdleSeconds) : session.IdleSeconds;

/** How long a session has been in its state, -1 when unknown. */
export const inState = session =>
  session.State === 'DISCONNECTED' ? session.DisconnectedSeconds : session.ConnectSeconds;

export const STATES = {
  ACTIVE: session => session.State === 'ACTIVE',
  DISCONNECTED: session => session.State === 'DISCONNECTED',
  LOCKED: session => session.State !== 'DISCONNECTED' && session.Lock === 'LOCKED',
  LOGOFF: session => session.LogoffState !== 'NONE'
};

const VALUES = {
  user: session => session.UserName,
  host: session => session.host,
  state: session => stateWord(session.State),
  inState,
  idle: unused,
  logon: session => session.LogonSeconds,
  client: session => session.ClientName,
  memory: session => session.WorkingSetBytes,
  cpu: session => session.CpuSeconds
};

/** Names come from links too, so only those of the table itself count. */
const named = (table, name, otherwise) => Object.hasOwn(table, name) ? table[name] : otherwise;

export const withUser = session => session.UserName !== '';

/** Returns the sessions of a view among sorted ones, in their order. */
export function select(sorted, view) {
  const words = view.q.toLowerCase().split(/\s+/).filter(Boolean);
  const state = named(STATES, view.state, () => true);
  return sorted.filter(session => state(session)
    && (!view.host || session.host === view.host)
    && (!view.min || unused(session) >= view.min)
    && words.every(word => session.search.includes(word)));
}

/** The order of the last call: sorting what is nearly sorted takes a fraction of the comparisons. */
let last = {sort: '', keys: []};

/** Returns the sessions with a user, sorted. */
export function sorted(sessions, sort) {
  const down = sort.startsWith('-');
  const value = named(VALUES, sort.replace('-', ''), VALUES.user);
  const keyed = inLastOrder(sessions, sort).map(session => ({session, value: value(session)}));
  keyed.sort((a, b) => {
    const order = typeof a.value === 'string' ? names.compare(a.value, b.value) : a.value - b.value;
    return (down ? -order : order) || (a.session.Key < b.session.Key ? -1 : 1);
  });
  const result = keyed.map(each => each.session);
  last = {sort, keys: result.map(session => session.Key)};
  return result;
}

function inLastOrder(sessions, sort) {
  if (last.sort !== sort) return [...sessions.values()].filter(withUser);
  const known = new Set(last.keys);
  const before = last.keys.map(key => sessions.get(key)).filter(session => session && withUser(session));
  const others = [...sessions.values()].filter(session => !known.has(session.Key) && withUser(session));
  return [...before, ...others];
}
