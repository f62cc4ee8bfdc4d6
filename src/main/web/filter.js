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

export const withUser = session => session.UserName !== '';

/** Returns the sessions of a view, sorted. */
export function select(sessions, view) {
  const words = view.q.toLowerCase().split(/\s+/).filter(Boolean);
  const state = STATES[view.state] ?? (() => true);
  const found = [];
  for (const session of sessions) {
    if (withUser(session)
        && state(session)
        && (!view.host || session.host === view.host)
        && (!view.min || unused(session) >= view.min)
        && words.every(word => session.search.includes(word))) {
      found.push(session);
    }
  }
  return sorted(found, view.sort);
}

function sorted(sessions, sort) {
  const down = sort.startsWith('-');
  const value = VALUES[sort.replace('-', '')] ?? VALUES.user;
  const keyed = sessions.map(session => ({session, value: value(session)}));
  keyed.sort((a, b) => {
    const order = typeof a.value === 'string' ? names.compare(a.value, b.value) : a.value - b.value;
    return (down ? -order : order) || (a.session.Key < b.session.Key ? -1 : 1);
  });
  return keyed.map(each => each.session);
}
