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
  pages: {sessions: 'Sessions', history: 'History', hosts: 'Hosts'},
  pagesLabel: 'Pages',
  asOf: 'As of',
  live: 'live',
  lost: 'reconnecting',
  shared: 'read at intervals',
  limitedWhy: 'The service has as many event streams open as events.maxStreams allows. This page reads every 10 to 30 seconds until one is free.',
  sharedWhy: 'Many windows show the console. The ones used last follow the events; this one reads every 10 to 30 seconds until you use it.',
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
  columns: {
    user: 'User', host: 'Host', state: 'State', idle: 'Idle', logon: 'Logon', client: 'Client', memory: 'Memory',
    cpu: 'CPU time', logoff: 'Logoff', acts: 'Actions'
  },
  caption: 'Sessions with a user',
  sortBy: name => `Sort by ${name}`,
  loading: 'Reading the sessions…',
  none: 'No user is logged on.',
  noneKnown: 'No host can be read, so no session is known.',
  noneOfReadable: 'No user is logged on to the hosts that can be read.',
  noneMatch: 'No session matches.',
  rowsOf: (first, last, all) => `${first}–${last} of ${all}`,
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
    key: 'Key', id: 'Session id', station: 'Station', lock: 'Desktop', logon: 'Logged on', connected: 'Connected',
    disconnected: 'Disconnected', input: 'Last input', clientName: 'Client', clientAddress: 'Address', protocol: 'Protocol',
    build: 'Client build', screen: 'Screen', program: 'Program', folder: 'Folder', traffic: 'Traffic',
    processes: 'Processes', cpu: 'CPU time', memory: 'Memory', handles: 'Handles', machine: 'Virtual machine', farm: 'Farm',
    state: 'State', due: 'Due in', refusal: 'If requested', allowed: 'A logoff would be attempted.', refused: 'It would be refused:',
    addressNote: 'as the client itself reports it', noClient: 'none, since the session is disconnected',
    bytesOf: (received, sent) => `${received} received, ${sent} sent (counters of Windows, which start anew at 4 GB)`,
    gone: 'This session has ended.',
    showProcesses: 'Show processes', readAgain: 'Read again', reading: 'Reading…',
    process: 'Program', pid: 'Id',
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
    millis: number => `${number} ms`,
    certificate: 'Certificate until', plain: 'none: plain HTTP', problems: 'What to look at', rules: 'Rules in force',
    rulesNote: 'Keys of logoffd.properties.', ruleNothing: 'not set',
    byUser: 'Memory and processor by user', sessions: 'Sessions', memory: 'Memory', cpu: 'CPU time', topOf: (shown, all) => `The first ${shown} of ${all} users`,
    chart: 'Users in the last 24 hours', chartSeries: {users: 'Users', active: 'Active', disconnected: 'Disconnected'},
    chartNote: 'Minutes in which a host could not be read are left out.',
    chartSince: 'The service counts in memory only, so the chart begins at its start:',
    chartEmpty: 'No minute is complete yet: the chart begins a minute after the start of the service.',
    chartOf: (now, most, time) => `Now ${now} users; most: ${most} at ${time}.`,
    chartProblem: 'The counts cannot be read now; the page tries again every minute.',
    chartMissing: 'The chart cannot be drawn: a part of the page could not be loaded. Reload the page.'
  }
};

/** What to do about an error of a host, by its Win32 code. */
export const ADVICE = {
  5: 'The account of the service needs the right to query sessions on this host.',
  53: 'Check the name of the host and its address in the DNS.',
  170: 'An earlier call hangs: check whether Remote Desktop Services of the host responds, or restart it.',
  1460: 'The host is overloaded or hangs: check whether Remote Desktop Services responds.',
  1702: 'Remote Desktop Services of the host is starting, or is stopped.',
  1722: 'Check that the host runs, that its firewall allows Remote Service Management (RPC), and that Remote Desktop Services runs.',
  1723: 'The host is overloaded; it is read again by itself.',
  1753: 'Start Remote Desktop Services on the host.',
  1825: 'Check the time of both machines and the trust of the account.'
};

const STATE_WORDS = {
  ACTIVE: 'Active', CONNECTED: 'Connected, no logon yet', CONNECT_QUERY: 'Connecting', SHADOW: 'Shadowing',
  DISCONNECTED: 'Disconnected', IDLE: 'Waiting', LISTEN: 'Listening', RESET: 'Being reset', DOWN: 'Down', INIT: 'Starting',
  UNKNOWN: 'Unknown'
};

export const stateWord = state => STATE_WORDS[state] ?? state;

/** How a desktop or a client is described; what is unknown is left out. */
export const LOCKS = {LOCKED: 'locked', UNLOCKED: 'not locked'};
export const PROTOCOLS = {RDP: 'Remote Desktop (RDP)', ICA: 'Citrix (ICA)', CONSOLE: 'the screen of the host'};

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
    text: 'A window with this text opens in the session. It stays until the user closes it, an hour at most.',
    away: 'The session is disconnected: nothing is shown until its user connects again.'
  },
  ask: {
    button: 'Ask…', verb: 'Ask', busy: 'Waiting for the answer…', title: 'Ask',
    text: 'A window with this question opens in the session. It stays until the user presses a button or the time is over.',
    away: 'The session is disconnected: no client shows the question.'
  }
};

export const FIELDS = {
  reason: 'Reason, for the audit file', reasonHint: 'Why, or the ticket number',
  message: 'Message to the user', question: 'Question', caption: 'Caption', buttons: 'Buttons', seconds: 'Wait for',
  secondsChoices: {30: '30 s', 60: '1 min', 120: '2 min', 300: '5 min', 600: '10 min'},
  waiting: 'The question is shown. You can close this dialog; the answer is also in the history.', minutes: 'Log off after (minutes)',
  warning: minutes => `You will be logged off in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. Please save your work.`,
  captionDefault: 'Message from your administrator',
  check: 'Dry run', checking: 'Checking…',
  who: {user: 'User', host: 'Host', since: 'Logged on', from: 'From', state: 'State', id: 'Session id'},
  since: 'for', local: 'no client'
};

/** The sets of buttons of a question, by their names in Windows. */
export const BUTTONS = {
  YES_NO: 'Yes, No', YES_NO_CANCEL: 'Yes, No, Cancel', OK_CANCEL: 'OK, Cancel', OK: 'OK', RETRY_CANCEL: 'Retry, Cancel'
};

/** The buttons that a user can press. */
const PRESSED = {
  OK: 'OK', CANCEL: 'Cancel', ABORT: 'Abort', RETRY: 'Retry', IGNORE: 'Ignore', YES: 'Yes', NO: 'No', TRY_AGAIN: 'Try again',
  CONTINUE: 'Continue'
};

/** What a question that was shown has led to. */
export function answered(button) {
  if (PRESSED[button]) return {tone: 'good', title: `The user pressed ${PRESSED[button]}.`, over: true};
  return button === 'TIMEOUT'
    ? {tone: 'wait', title: 'The user has not answered in time.', next: 'The window of the question is closed again.', over: true}
    : {tone: 'wait', title: 'Windows has given an answer that this page does not know.', next: 'Ask again, or send a message.', over: true};
}

/** Acting on several sessions. */
export const BULK = {
  select: name => `Select ${name}`, selectAll: 'Select all sessions of this page',
  count: number => `${number} selected`, clear: 'Clear selection', selectMatching: number => `Select all ${number} that match`,
  acts: {
    logoff: {
      button: 'Log off selected…', title: number => `Log off ${number} ${number === 1 ? 'session' : 'sessions'}?`, resultTitle: 'Logging off',
      preview: number => `${number} would be logged off now, without a warning; work that is not saved is lost.`,
      done: number => `${number} accepted by Windows; the list shows when they are gone.`, verb: number => `Log off ${number}`
    },
    warn: {
      button: 'Warn selected…', title: number => `Warn ${number} ${number === 1 ? 'user' : 'users'}, then log off?`, resultTitle: 'Warning',
      text: 'Each user sees the message. When the time is over, the programs are ended, and work that is not saved is lost.',
      preview: number => `${number} would be warned now and logged off later.`,
      done: number => `${number} warned; the list shows the countdowns.`, verb: number => `Warn ${number}`
    },
    message: {
      button: 'Message selected…', title: number => `Send a message to ${number} ${number === 1 ? 'user' : 'users'}`, resultTitle: 'Sending',
      text: 'A window with this text opens in each session.',
      preview: number => `${number} would get the message.`,
      done: number => `${number} sent.`, verb: number => `Send to ${number}`
    }
  },
  left: number => `${number} ${number === 1 ? 'is' : 'are'} left out.`, rest: number => `${number} not done.`,
  progress: (done, all) => `${done} of ${all} have an answer…`, check: 'Preview', back: 'Change',
  previewAgain: 'Check the others again', retry: number => `Try ${number} again`, more: number => `… and ${number} more`,
  listLabel: 'The selected sessions', result: 'Result'
};

/** What became of a request, and what to do next. A text of the act itself comes first. */
const OUTCOMES = {
  DONE: {tone: 'good', title: 'Done: the session is gone.'},
  ACCEPTED: {tone: 'good', title: 'Windows has accepted it.'},
  PENDING: {tone: 'wait', title: 'Still under way.', next: 'Wait: the row shows when the session is gone.'},
  GONE: {tone: 'wait', title: 'This logon no longer exists.', next: 'Nothing was done to any session. If its id is in use again, it belongs to another logon: look at the list.'},
  NOT_FOUND: {tone: 'wait', title: 'There is nothing to act on.', next: 'Look at the list again.'},
  WARNED: {tone: 'good', title: 'The user was warned; the countdown runs.', next: 'It can be called off in the row until it is over.'},
  CANCELLED: {tone: 'good', title: 'The logoff is called off.', next: 'Tell the user, whose screen still shows the warning.'},
  REFUSED_PROTECTED: {tone: 'bad', title: 'Refused: this session is protected.', next: 'Protection is set in guard.* of logoffd.properties. Console, services and sessions without a user are always protected.'},
  REFUSED_USER: {tone: 'bad', title: 'Refused: the session belongs to another user now.', next: 'Nothing was done. Look at the list again.'},
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
  'disconnect.PENDING': {tone: 'wait', title: 'Windows has accepted it; the client is not closed yet.', next: 'Wait: the row shows when the session is disconnected.'},
  'cancel.NOT_FOUND': {tone: 'wait', title: 'There is no countdown any more.', next: 'It was called off, or the logoff has begun: look at the row.'}
};

export const outcome = (act, name) =>
  OF_ACT[`${act}.${name}`] ?? OUTCOMES[name] ?? {tone: 'bad', title: name, next: ''};

export const DRY_RUN = {
  ACCEPTED: {tone: 'good', title: 'Dry run: this would be carried out.'},
  OTHER: {title: 'Dry run', next: 'Nothing was done.'}
};

export const VERIFIED = {tone: 'good', title: 'The session is gone.', next: ''};
export const STUCK = {tone: 'bad', title: 'The session is stuck: Windows has not ended it in time.', next: 'A program holds it. See its processes; a restart of the host ends it for certain.'};

/** Failures of the request itself. */
export const FAILURES = {
  signedOut: {tone: 'bad', title: 'Not done: you are signed out.', next: 'Sign in, then try again.'},
  refused: {tone: 'bad', title: 'Refused.', next: 'Nothing was done.'},
  gone: {tone: 'wait', title: 'This logon no longer exists.', next: 'Nothing was done to any session.'},
  invalid: {tone: 'bad', title: 'Not done: the service did not accept the request.', next: 'Correct the input, or reload the page.'},
  wait: {tone: 'bad', title: 'Not done: the service is busy.', next: 'Try again in some seconds.'},
  away: {tone: 'bad', title: 'No answer came: whether it was done is not known.', next: 'Look at the session first. Trying again here is safe for a logoff: the same request is not carried out twice.'}
};

/** Outcomes in a word, for the history. */
export const WORDS = {
  DONE: 'done', ACCEPTED: 'accepted', PENDING: 'still under way', GONE: 'the logon no longer exists', NOT_FOUND: 'nothing found',
  WARNED: 'warned', CANCELLED: 'called off', REFUSED_PROTECTED: 'refused', REFUSED_USER: 'refused', REFUSED_STATE: 'refused',
  REFUSED_LIMIT: 'refused', REFUSED_ROLE: 'refused', REFUSED_DISABLED: 'refused', REFUSED_REASON: 'refused', FAILED: 'failed'
};

export const toneOf = name => OUTCOMES[name]?.tone ?? 'bad';

/** Operations as the history names them. */
export const OPERATIONS = {
  logoff: 'Logoff', logoffSession: 'Logoff', requestLogoff: 'Logoff', logoffDisconnected: 'Logoff of disconnected sessions',
  logoffAll: 'Logoff of all sessions', logoffSelected: 'Logoff of selected sessions', warnAndLogoff: 'Warning and later logoff',
  warnSelected: 'Warning of selected sessions', cancelLogoff: 'Calling a logoff off', disconnect: 'Disconnect', msg: 'Message',
  sendMessage: 'Message', sendMessageToAll: 'Message to all users', messageSelected: 'Message to selected sessions', ask: 'Question'
};

export const HISTORY = {
  caption: 'What was done and what happened, newest first', search: 'Search the history',
  user: 'User', host: 'Host', kind: 'Kind', since: 'Since', first: 'From', last: 'Until',
  kinds: {'': 'Everything', acts: 'Requests', sessions: 'Sessions and hosts', denials: 'Denied requests', service: 'The service'},
  sinceChoices: {'1h': '1 hour', '24h': '24 hours', '7d': '7 days', '30d': '30 days', '': 'The beginning', own: 'From, until…'},
  time: 'Time', what: 'What', session: 'Session', by: 'By', loading: 'Reading the history…', reading: 'Reading…', again: 'Read again',
  none: 'There is no entry.', noneHere: 'Nothing was found so far; older entries have not been searched yet.',
  newer: 'Newer', older: 'Older', ofSession: 'Only the session', allSessions: 'All sessions', withoutUser: 'a session without a user',
  nobody: 'without a user', id: number => `id ${number}`, from: 'from', reason: 'Reason:', dryRun: 'dry run',
  incomplete: 'The service is still making its index: older entries can be missing.',
  damaged: number => `${number} ${number === 1 ? 'line' : 'lines'} of the journal cannot be read; the log of the service says which.`,
  asked: operation => `${operation} requested`,
  answered: (operation, word) => `${operation}: ${word}`,
  ended: (operation, word) => `${operation} ended: ${word}`,
  story: 'Story', whole: 'Show all in the history',
  problems: {
    wait: 'The history cannot be read now. It is read again in some seconds.',
    away: 'The service does not answer.',
    signedOut: 'You are signed out.',
    refused: 'The service refuses to show the history to this user.',
    invalid: 'The service did not accept this search.'
  },
  events: {
    'logoffd.session.created': 'Session created', 'logoffd.session.removed': 'Session removed', 'logoffd.session.logon': 'Logged on',
    'logoffd.session.logoff': 'Logged off', 'logoffd.session.connected': 'Connected', 'logoffd.session.disconnected': 'Disconnected',
    'logoffd.session.locked': 'Locked', 'logoffd.session.unlocked': 'Unlocked', 'logoffd.host.unreachable': 'Host unreachable',
    'logoffd.host.reachable': 'Host reachable again', 'logoffd.logoff.stuck': 'Stuck', 'logoffd.logoff.cancelled': 'Logoff called off'
  },
  phases: {
    DENIED: 'Denied', START: 'Service started', STOP: 'Service stopped', CRASHED: 'Service crashed', RELOAD: 'Settings changed',
    ACTING: 'Acting switched', EXPIRED: 'Old file deleted', SUMMED: 'Lines left out', CUT: 'Incomplete line', CHANGED: 'File changed from outside'
  }
};
