// How old what is shown is, by the clocks of the service and of the page; the time of day of the browser does not matter.
import {store} from './store.js';
import {LONGEST_MILLIS, isRunning} from './live.js';

/** The service is heard at least every ten seconds while events arrive. */
const SILENT_SECONDS = 60;

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
