// Logs off the session of an event: a script of type webhook for an action of Zabbix 6.0. README.md in this folder describes
// the setup. Parameters, all of them required:
//
//   url             {$LOGOFFD.URL}
//   user            {$LOGOFFD.OPERATOR}
//   password        {$LOGOFFD.OPERATOR.PASSWORD}
//   bean            {EVENT.TAGS.logoffd_bean}
//   session         {EVENT.TAGS.logoffd_session}
//   expectedUser    {EVENT.TAGS.logoffd_user}
//   minimumSeconds  {$LOGOFFD.DISCONNECTED.SECONDS}
//   event           {EVENT.ID}
//
// It returns the outcome and fails unless the session is ending or gone. It does not wait until the session is gone: then the problem
// is resolved.

var parameters = JSON.parse(value);

/** Matches strings of white space and invisible characters only. */
var BLANK = new RegExp('^[\\s\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u115f\\u1160\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202f'
    + '\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]*$');

/** Returns a parameter; fails on a macro that Zabbix could not resolve, which is left as it is or becomes *UNKNOWN*. */
function parameter(name) {
    var text = String(parameters[name] === undefined ? '' : parameters[name]);
    if (BLANK.test(text) || text === '*UNKNOWN*' || /^\{(\$|EVENT\.)[^{}]*\}$/.test(text)) {
        throw 'The parameter ' + name + ' has no value: "' + text + '". Nothing was done.';
    }
    return text;
}

function minimumSeconds() {
    var text = parameter('minimumSeconds');
    if (!/^[1-9][0-9]{0,8}$/.test(text)) {
        throw 'The parameter minimumSeconds is not a number of seconds from 1: "' + text + '". Nothing was done.';
    }
    return Number(text);
}

/** The template writes {, } and % in the name of a user as %7B, %7D and %25. */
function expectedUser() {
    return parameter('expectedUser').replace(/%(7B|7D|25)/g, decodeURIComponent);
}

function post(body) {
    var request = new HttpRequest();
    request.addHeader('Content-Type: application/json');
    request.setHttpAuth(HTTPAUTH_BASIC, parameter('user'), parameter('password'));
    var answer = request.post(parameter('url'), JSON.stringify(body));
    if (request.getStatus() === 401) {
        throw 'logoffd rejects this user or password (HTTP 401).';
    }
    if (request.getStatus() !== 200) {
        throw 'logoffd answered HTTP ' + request.getStatus() + ': ' + answer;
    }
    return answer;
}

function parse(answer) {
    try {
        return JSON.parse(answer);
    } catch (error) {
        throw 'The answer is not JSON. Check that ' + parameter('url') + ' is the address of logoffd. It begins with ' + answer.substring(0, 60);
    }
}

var event = parameter('event');
var answer = parse(post({
    type: 'exec',
    mbean: parameter('bean'),
    operation: 'requestLogoff',
    // The event is the request id, so a repeated event acts once.
    arguments: [
        parameter('session'), expectedUser(), 'DISCONNECTED', minimumSeconds(), 'zabbix-' + event, 'Zabbix event ' + event, false
    ]
}));

// Jolokia answers most errors with HTTP 200.
if (answer.status !== 200) {
    throw 'logoffd answered ' + answer.status + ': ' + answer.error;
}
var text = answer.value.Outcome + ': ' + answer.value.Message + (answer.value.DryRun ? ' This was a dry run.' : '');
if (['ACCEPTED', 'PENDING', 'DONE', 'GONE'].indexOf(answer.value.Outcome) < 0) {
    throw text;
}
return text;
