// Reads all hosts and their sessions, in answers of a size that does not hold the page up.
import {readAll, valueOf} from './api.js';
import {haystack} from './filter.js';

const HOSTS = 'logoffd:type=SessionHost,*';
const HOST_ATTRIBUTES = ['Host', 'Mode', 'Reachable', 'LastError', 'LastErrorCode', 'SnapshotTime', 'SnapshotSeconds',
  'RefreshMillis', 'SessionCount', 'UserCount', 'ActiveCount', 'DisconnectedCount', 'LockedCount', 'StuckCount',
  'ListenerState', 'LogoffsDone', 'LogoffsRefused', 'LogoffsFailed', 'LogoffsPending'];
const SERVICE = 'logoffd:type=Service';

/** To read more of them from one answer would take the page longer than a frame. */
const SESSIONS_AT_ONCE = 500;
/** The first answer is smaller, so that the first rows come soon. */
const SESSIONS_AT_FIRST = 100;

/**
 * Reads everything.
 *
 * @param wanted tells whether the result is still wanted; otherwise it is null
 * @param progress gets what was read so far
 */
export async function readHosts(wanted, progress) {
  const [answer, bean] = await readAll([
    {type: 'read', mbean: HOSTS, attribute: HOST_ATTRIBUTES}, {type: 'read', mbean: SERVICE}]);
  const readAt = performance.now();
  const hosts = new Map(Object.entries(valueOf(answer)).map(([name, status]) => [status.Host, {...status, bean: name, readAt}]));
  // The service starts to answer a moment before its own bean is there.
  const service = bean.status === 200 ? bean.value : null;
  const sessions = new Map();
  for (const some of portions([...hosts.values()])) {
    const answers = await readAll(some.map(host => ({type: 'read', mbean: host.bean, attribute: 'Sessions'})));
    if (!wanted()) return null;
    const now = performance.now();
    some.forEach((host, i) => {
      for (const session of valueOf(answers[i])) sessions.set(session.Key, withHost(session, host.Host, now));
    });
    progress({hosts, sessions: new Map(sessions), service, readAt});
  }
  return wanted() ? {hosts, sessions, service, readAt} : null;
}

/** Splits the hosts: each portion has one of them at least. */
function portions(hosts) {
  const all = [];
  let room = 0;
  for (const host of hosts) {
    if (all.length === 0 || host.SessionCount > room) {
      room = all.length === 0 ? SESSIONS_AT_FIRST : SESSIONS_AT_ONCE;
      all.push([]);
    }
    all[all.length - 1].push(host);
    room -= host.SessionCount;
  }
  return all;
}

/** Reads single sessions; those that have ended are left out. */
export async function readSessions(sessions, beanOf) {
  const answers = await readAll(sessions.map(session => ({type: 'read', mbean: beanOf(session)})));
  const now = performance.now();
  return sessions.flatMap(({Key, host}, i) => {
    const {status, value} = answers[i];
    return status === 200 && value.Key === Key ? [withHost(value, host, now)] : [];
  });
}

export function withHost(session, host, readAt) {
  const record = {...session, host, readAt};
  record.search = haystack(record);
  return record;
}
