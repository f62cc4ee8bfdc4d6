// Every sentence of the console.

export const TEXTS = {
  product: 'logoffd',
  title: 'Sessions',
  unknown: 'unknown',
  never: '–',
  signIn: {
    title: 'Sign in to logoffd',
    again: 'Sign in again',
    user: 'User',
    password: 'Password',
    submit: 'Sign in',
    busy: 'Signing in…',
    note: 'Users and roles are those of logoffd passwd, not of Windows.',
    wrong: 'There is no user with this name and password.',
    colon: 'A user name has no colon.',
    away: 'The service does not answer. Check that it runs and that this computer reaches it.',
    idle: 'You were signed out because the page was not used for a while.',
    out: 'You are signed out.',
    changed: 'The service no longer accepts this sign-in: the user was changed, or the service was restarted with other users.',
    over: 'What you see behind this form stays as it was.',
    wait: seconds => `Too many attempts. Try again in ${seconds} s.`
  },
  signOut: 'Sign out',
  role: {operator: 'role operator', monitor: 'role monitor, can only read'},
  pages: {sessions: 'Sessions', hosts: 'Hosts'},
  pagesLabel: 'Pages',
  asOf: 'As of',
  live: 'live',
  lost: 'reconnecting',
  search: 'Search sessions',
  searchHint: 'User, host, client, address…',
  state: 'State',
  states: {'': 'All states', ACTIVE: 'Active', DISCONNECTED: 'Disconnected', LOCKED: 'Locked', LOGOFF: 'Logoff under way'},
  host: 'Host',
  allHosts: 'All hosts',
  unused: 'Not used for',
  unusedChoices: {0: 'Any time', 900: '15 min', 3600: '1 h', 14400: '4 h', 28800: '8 h', 86400: '24 h'},
  columnsLabel: 'Columns',
  clear: 'Clear filters',
  shown: (shown, all) => shown === all ? `${all} ${all === 1 ? 'session' : 'sessions'}` : `${shown} of ${all} sessions`,
  held: 'The order is kept while you point at the list.',
  heldNew: count => `Show ${count} ${count === 1 ? 'change' : 'changes'}`,
  gone: 'gone',
  columns: {
    user: 'User', host: 'Host', state: 'State', idle: 'Idle', logon: 'Logon', client: 'Client', memory: 'Memory',
    cpu: 'CPU time', logoff: 'Logoff', acts: 'Actions'
  },
  caption: 'Sessions with a user',
  sortBy: name => `Sort by ${name}`,
  loading: 'Reading the sessions…',
  none: 'No user is logged on.',
  noneMatch: 'No session matches.',
  pages_: (first, last, all) => `${first}–${last} of ${all}`,
  previous: 'Previous page',
  next: 'Next page',
  details: name => `Details of ${name}`,
  close: 'Close',
  cancel: 'Cancel',
  stale: 'This row is old: its host cannot be read now, or the service was not heard for a minute. Actions are off.',
  problems: {
    wait: seconds => `The service is busy. The list is read again in ${seconds} s.`,
    away: 'The service does not answer. The page tries again; rows are shown as last read, without actions.',
    refused: 'The service refuses to show the sessions to this user.',
    invalid: 'The service gave an answer that this page cannot use. Reload the page; it may be of another version.'
  },
  hostDown: 'cannot be read',
  hostOld: age => `was last read ${age} ago`,
  listenerDown: 'accepts no new Remote Desktop connections',
  hostDownAdvice: 'Its sessions are shown as last read, without actions.',
  missed: 'Events were missed while the connection was lost; everything was read again.',
  dismiss: 'Dismiss',
  actingOff: 'Acting is switched off (acting.enabled=no): every action is refused.',
  dryRunOn: 'Dry run is switched on (acting.dryRun=yes): actions are checked and not carried out.',
  simulated: 'Simulated host: no real session is affected.',
  idle: {
    title: 'Are you still there?',
    text: seconds => `You will be signed out in ${seconds} s, because this page was not used.`,
    stay: 'Stay signed in'
  },
  detail: {
    label: 'Session details',
    identity: 'Logon', connection: 'Connection', load: 'Load', logoff: 'Logoff',
    key: 'Key', id: 'Session id', kind: 'Kind', station: 'Station', lock: 'Desktop', logon: 'Logged on', connected: 'Connected',
    disconnected: 'Disconnected', input: 'Last input', clientName: 'Client', clientAddress: 'Address', protocol: 'Protocol',
    build: 'Client build', screen: 'Screen', program: 'Program', folder: 'Folder', traffic: 'Traffic',
    processes: 'Processes', cpu: 'CPU time', memory: 'Memory', handles: 'Handles', machine: 'Virtual machine', farm: 'Farm',
    state: 'State', due: 'Due in', refusal: 'If requested', allowed: 'A logoff would be attempted.', refused: 'It would be refused:',
    addressNote: 'as the client itself reports it',
    traffic_: (received, sent) => `${received} received, ${sent} sent (counters of Windows, which start anew at 4 GB)`,
    gone: 'This session has ended.',
    showProcesses: 'Show processes', readAgain: 'Read again', reading: 'Reading…',
    process: 'Program', pid: 'Id', threads: 'Threads',
    processesGone: 'The session has ended, or its id belongs to another logon now.',
    ago: text => `${text} ago`
  },
  hostsPage: {
    caption: 'Monitored hosts', host: 'Host', status: 'Status', users: 'Users', active: 'Active', disconnected: 'Disconnected',
    locked: 'Locked', stuck: 'Stuck', refresh: 'Refresh', snapshot: 'Last read', logoffs: 'Logoffs since the start',
    ok: 'Reachable', down: 'Not reachable',
    counts: (done, refused, failed, pending) => `${done} done, ${refused} refused, ${failed} failed, ${pending} under way`,
    service: 'Service', version: 'Version', java: 'Java', started: 'Started', configuration: 'Configuration',
    builtIn: 'the built-in defaults', audit: 'Audit file', acting: 'Acting', on: 'allowed', off: 'switched off', dry: 'dry run only',
    millis: number => `${number} ms`
  }
};

const STATE_WORDS = {
  ACTIVE: 'Active', CONNECTED: 'Connected, no logon yet', CONNECT_QUERY: 'Connecting', SHADOW: 'Shadowing',
  DISCONNECTED: 'Disconnected', IDLE: 'Waiting', LISTEN: 'Listening', RESET: 'Being reset', DOWN: 'Down', INIT: 'Starting',
  UNKNOWN: 'Unknown'
};

export const stateWord = state => STATE_WORDS[state] ?? state;

export const LOCKS = {LOCKED: 'locked', UNLOCKED: 'not locked', UNKNOWN: 'unknown'};

export const LOGOFF_STATES = {
  NONE: 'None', WARNED: 'Warned', REQUESTED: 'Requested', CLOSING: 'Closing', STUCK: 'Stuck'
};

/** The acts: what the dialog says. */
export const ACTS = {
  logoff: {
    button: 'Log off…', verb: 'Log off', busy: 'Logging off…', title: 'Log off',
    text: 'All programs of this session are ended now, without a warning to the user. Work that is not saved is lost.'
  },
  warn: {
    button: 'Warn…', verb: 'Warn and log off', busy: 'Warning…', title: 'Warn, then log off',
    text: 'The user sees the message now. When the time is over, all programs of the session are ended, and work that is not saved is lost.'
      + ' Every operator sees the countdown and can call it off.'
  },
  cancel: {
    button: 'Call off', verb: 'Call off the logoff', busy: 'Calling off…', title: 'Call off the logoff of',
    text: 'The countdown ends and the session stays. The user is not told: the message of the warning stays on the screen.'
  },
  disconnect: {
    button: 'Disconnect…', verb: 'Disconnect', busy: 'Disconnecting…', title: 'Disconnect',
    text: 'The client is closed. Session and programs keep running, and the user can connect again. Nothing is lost.'
  },
  message: {
    button: 'Message…', verb: 'Send', busy: 'Sending…', title: 'Send a message to',
    text: 'A window with this text opens in the session. It stays until the user closes it, an hour at most.'
  }
};

export const FIELDS = {
  reason: 'Reason', reasonHint: 'For the audit file: why, or the number of the ticket',
  message: 'Message to the user', caption: 'Caption', minutes: 'Log off after (minutes)',
  warning: minutes => `You will be logged off in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. Please save your work.`,
  captionDefault: 'Message from your administrator',
  check: 'Dry run', checking: 'Checking…', again: 'Try again', done: 'Close',
  who: {user: 'User', host: 'Host', since: 'Logged on', from: 'From', state: 'State', id: 'Session id'},
  since: 'for', local: 'no client'
};

/** Logging off several sessions. */
export const BULK = {
  column: 'Select', select: name => `Select ${name}`, selectAll: 'Select all sessions of this page',
  count: number => `${number} selected`, button: 'Log off selected…', clear: 'Clear selection',
  title: number => `Log off ${number} ${number === 1 ? 'session' : 'sessions'}?`, resultTitle: 'Logging off',
  preview: (included, left) => `${included} would be logged off now, without a warning; work that is not saved is lost.`
    + (left ? ` ${left} ${left === 1 ? 'is' : 'are'} left out.` : ''),
  progress: (done, all) => `${done} of ${all} have an answer…`,
  done: (accepted, rest) => `${accepted} accepted by Windows; the list shows when they are gone.` + (rest ? ` ${rest} not done.` : ''),
  verb: number => `Log off ${number}`, previewAgain: 'Check the others again', retry: number => `Try ${number} again`,
  listLabel: 'The selected sessions', result: 'Result'
};

/** What became of a request, and what to do next. A text of the act itself comes first. */
const OUTCOMES = {
  DONE: {tone: 'good', title: 'Done: the session is gone.'},
  ACCEPTED: {tone: 'good', title: 'Windows has accepted it.'},
  PENDING: {tone: 'wait', title: 'Still under way.', next: 'Wait: the row shows when the session is gone.'},
  GONE: {tone: 'wait', title: 'This logon no longer exists.', next: 'Nobody was touched. If the same session id is in use again, it is another logon: look at the list.'},
  NOT_FOUND: {tone: 'wait', title: 'There is nothing to act on.', next: 'Look at the list again.'},
  WARNED: {tone: 'good', title: 'The user was warned; the countdown runs.', next: 'It can be called off in the row until it is over.'},
  CANCELLED: {tone: 'good', title: 'The logoff is called off.', next: 'Tell the user, whose screen still shows the warning.'},
  REFUSED_PROTECTED: {tone: 'bad', title: 'Refused: this session is protected.', next: 'Protection is set in guard.* of logoffd.properties. Console, services and sessions without a user are always protected.'},
  REFUSED_USER: {tone: 'bad', title: 'Refused: the session belongs to another user now.', next: 'Nobody was touched. Look at the list again.'},
  REFUSED_STATE: {tone: 'bad', title: 'Refused: the state of the session does not allow it.', next: 'See the message. A rule guard.spareActive or guard.spareLocked may spare sessions in use.'},
  REFUSED_LIMIT: {tone: 'bad', title: 'Refused: a limit is reached.', next: 'Wait, or have limit.* in logoffd.properties changed.'},
  REFUSED_ROLE: {tone: 'bad', title: 'Refused: your role can only read.', next: 'Sign in as an operator.'},
  REFUSED_REASON: {tone: 'bad', title: 'Refused: a reason is required.', next: 'Enter a reason and try again.'},
  REFUSED_DISABLED: {tone: 'bad', title: 'Refused: acting is switched off, or the service is stopping.', next: 'acting.enabled in logoffd.properties switches it on.'},
  FAILED: {tone: 'bad', title: 'It failed.', next: 'The message says why. If its effect is not known, look at the session before you try again.'}
};

const OF_ACT = {
  'logoff.ACCEPTED': {tone: 'wait', title: 'Windows is logging the user off.', next: 'This dialog shows when the session is gone. You can close it.'},
  'message.ACCEPTED': {tone: 'good', title: 'Sent.'},
  'disconnect.DONE': {tone: 'good', title: 'Disconnected.'},
  'cancel.NOT_FOUND': {tone: 'wait', title: 'There is no countdown any more.', next: 'It was called off, or the logoff has begun: look at the row.'}
};

export const outcome = (act, name) =>
  OF_ACT[`${act}.${name}`] ?? OUTCOMES[name] ?? {tone: 'bad', title: name, next: ''};

export const DRY_RUN = {
  ACCEPTED: {tone: 'good', title: 'Dry run: this would be carried out.', next: 'Nothing was done.'},
  OTHER: {title: 'Dry run', next: 'Nothing was done.'}
};

export const VERIFIED = {tone: 'good', title: 'The session is gone.', next: ''};
export const STUCK = {tone: 'bad', title: 'The session is stuck: Windows has not ended it in time.', next: 'A program holds it. See its processes; a restart of the host ends it for certain.'};

/** Failures of the request itself. */
export const FAILURES = {
  signedOut: {tone: 'bad', title: 'Not done: you are signed out.', next: 'Sign in, then try again.'},
  refused: {tone: 'bad', title: 'Refused.', next: 'Nothing was done.'},
  gone: {tone: 'wait', title: 'This logon no longer exists.', next: 'Nobody was touched.'},
  invalid: {tone: 'bad', title: 'Not done: the service did not accept the request.', next: 'Correct the input, or reload the page.'},
  wait: {tone: 'bad', title: 'Not done: the service is busy.', next: 'Try again in some seconds.'},
  away: {tone: 'bad', title: 'No answer came: whether it was done is not known.', next: 'Look at the session first. Trying again here is safe for a logoff: the same request is not carried out twice.'}
};
