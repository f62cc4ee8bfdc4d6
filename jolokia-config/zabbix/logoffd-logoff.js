// Logs off the session that an event is about: the script, type webhook, of an action of Zabbix 6.0. README.md in this folder says
// how to set it up. Its parameters, all of them needed:
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
// It answers with the outcome and fails unless the session is ending or gone. It does not wait for the end: the problem ends when
// the session is gone.

var parameters = JSON.parse(value);

/** White space, and characters without a glyph. */
var BLANK = new RegExp('^[\\s\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u115f\\u1160\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202f'
    + '\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]*$');

/** A macro that Zabbix cannot resolve stays as it is, or becomes *UNKNOWN*: nothing is done then. */
function parameter(name) {
    var text = String(parameters[name] === undefined ? '' : parameters[name]);
    if (BLANK.test(text) || text === '*UNKNOWN*' || /^\{(\$|EVENT\.)[^{}]*\}$/.test(text)) {
        throw 'The parameter ' + name + ' is "' + text + '"; expected is a value. Nothing was done.';
    }
    return text;
}

function minimumSeconds() {
    var text = parameter('minimumSeconds');
    if (!/^[1-9][0-9]{0,8}$/.test(text)) {
        throw 'The parameter minimumSeconds is "' + text + '"; expected is a number of seconds from 1 on. Nothing was done.';
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
        throw 'logoffd does not take this user or password (HTTP 401).';
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
        throw 'The answer is no JSON; is ' + parameter('url') + ' the address of logoffd? It begins with ' + answer.substring(0, 60);
    }
}

var event = parameter('event');
var answer = parse(post({
    type: 'exec',
    mbean: parameter('bean'),
    operation: 'requestLogoff',
    // The event is the request id: however often it comes, there is one request, and it is answered as the first time.
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
