#!/bin/sh
# Warns the user of a Remote Desktop session, waits, and logs off that logon through logoffd if all conditions still hold. For options, exit
# codes and the two variables for the password see README.md in this folder. Needs curl and jq.
set -u

wrong() {
    echo "warn-and-logoff: $1" >&2
    exit 2
}

failed() {
    echo "warn-and-logoff: $1" >&2
    exit 3
}

url=http://127.0.0.1:8778 session='' user='' states=DISCONNECTED minimum=0 grace=300 ca='' request='' reason='' dry=false
title='Logoff' message='You will be logged off soon. Please save your work.'
while [ $# -gt 0 ]; do
    option=${1%%=*}
    case $1 in
        --dry-run) dry=true; shift; continue ;;
        --*=*) value=${1#*=}; shift ;;
        --*) [ $# -ge 2 ] || wrong "$1 has no value."; value=$2; shift 2
            # After an unset, unquoted variable the next option, such as --dry-run, would be taken as the value.
            case $value in --[a-z]*) wrong "$option has no value: the next word is the option $value. For a value that begins with --, write $option=VALUE." ;; esac ;;
        *) wrong "Unknown argument \"$1\". Use options such as --session KEY." ;;
    esac
    case $option in
        --url) url=${value%/} ;;
        --ca) ca=$value ;;
        --session) session=$value ;;
        --user) user=$value ;;
        --states) states=$value ;;
        --minimum) minimum=$value ;;
        --grace) grace=$value ;;
        --title) title=$value ;;
        --message) message=$value ;;
        --request) request=$value ;;
        --reason) reason=$value ;;
        *) wrong "Unknown option $option." ;;
    esac
done

whole() {
    case $2 in
        '' | *[!0-9]*) wrong "$1 is not a whole number of seconds: \"$2\"." ;;
    esac
}

# A string of white space and invisible characters is neither a user nor a state.
blank() {
    jq -en --arg text "$1" '$text | test("^[\\s\\p{Z}\\p{Cc}\\p{Cf}\u034f\u115f\u1160\u2800\u3164\uffa0]*$")' >/dev/null
}

case $session in
    *:*:*) ;;
    *) wrong "--session is not the Key of a session: \"$session\"." ;;
esac
if blank "$user"; then wrong "--user is missing. Set it to the user of the session."; fi
if blank "$states"; then wrong "--states is blank. Set it to states such as DISCONNECTED."; fi
whole --minimum "$minimum"
whole --grace "$grace"
if [ -n "${LOGOFFD_PASSWORD_FILE:-}" ]; then
    LOGOFFD_PASSWORD=$(head -n 1 "$LOGOFFD_PASSWORD_FILE") || wrong "Cannot read the password from $LOGOFFD_PASSWORD_FILE."
fi
[ -n "${LOGOFFD_PASSWORD:-}" ] || wrong "No password. Set LOGOFFD_PASSWORD_FILE or LOGOFFD_PASSWORD."
LOGOFFD_USER=${LOGOFFD_USER:-operator}
export LOGOFFD_USER LOGOFFD_PASSWORD

# The reason of every request, for the audit file.
escaped=$(jq -rn --arg text "$reason" '$text | @uri')

# Sends one request and prints the value of the answer. User and password are passed to curl on its standard input.
ask() {
    answer=$(jq -rn --arg body "$1" \
        '"user = \($ENV.LOGOFFD_USER + ":" + $ENV.LOGOFFD_PASSWORD | @json)", "data-binary = \($body | @json)"' |
        curl -sS --noproxy '*' --max-time 30 ${ca:+--cacert "$ca"} ${reason:+-H "X-Reason: $escaped"} -H 'Content-Type: application/json' -K - "$url/jolokia/") ||
        failed "$url does not answer."
    printf %s "$answer" | jq -e '.status == 200' >/dev/null 2>&1 ||
        failed "$(printf %s "$answer" | jq -r '.error // "no reason given"' 2>/dev/null || echo "$url is not logoffd.")"
    printf %s "$answer" | jq -c .value
}

# Calls an operation and prints the answer: BEAN OPERATION ARGUMENT..., the arguments in JSON.
call() {
    bean=$1 operation=$2
    shift 2
    ask "$(jq -cn --arg bean "$bean" --arg operation "$operation" --argjson arguments "$1" \
        '{type: "exec", mbean: $bean, operation: $operation, arguments: $arguments}')"
}

# Requests the logoff with all conditions: REQUEST_ID DRY_RUN.
logoff() {
    call "$host" requestLogoff "$(jq -cn --arg session "$session" --arg user "$user" --arg states "$states" \
        --argjson minimum "$minimum" --arg request "$1" --arg reason "$reason" --argjson dry "$2" \
        '[$session, $user, $states, $minimum, $request, $reason, $dry]')"
}

item() {
    printf %s "$1" | jq -r ".$2"
}

# Prints an answer and exits with the code for its outcome.
finish() {
    printf '%s\n' "$1"
    case $(item "$1" Outcome) in
        DONE | ACCEPTED | GONE) exit 0 ;;
        REFUSED_* | NOT_FOUND) exit 1 ;;
        *) exit 4 ;;
    esac
}

hosts=$(ask '{"type":"read","mbean":"logoffd:type=SessionHost,*","attribute":"Host"}') || exit
host=$(printf %s "$hosts" | jq -r --arg session "$session" \
    'to_entries[] | select(((.value.Host | gsub("[^A-Za-z0-9._:-]"; "_")) + ":") as $start | $session | startswith($start)) | .key' |
    head -n 1)
[ -n "$host" ] || wrong "The service does not monitor the host of --session \"$session\"."

expected=$(logoff '' true) || exit
[ "$dry" = false ] && [ "$(item "$expected" Outcome)" = ACCEPTED ] || finish "$expected"

# By Key, so that no other user who has the id by now is shown the message.
warned=$(call "$host" requestMessage "$(jq -cn --arg session "$session" --arg title "$title" --arg message "$message" \
    '[$session, $title, $message]')") || exit
[ "$(item "$warned" Outcome)" = ACCEPTED ] || finish "$warned"

sleep "$grace"
answer=$(logoff "$request" false) || exit
finish "$answer"
