#!/bin/sh
# Warns the user of a Remote Desktop session, waits, and has logoffd log off that logon if everything is still as expected. Options, exit
# codes and the two variables with the password: README.md beside this file. Needs curl and jq.
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
            # An unset variable without quotes makes the next option the value, --dry-run for example.
            case $value in --[a-z]*) wrong "$option has no value but the option $value. A text that begins so: $option=TEXT." ;; esac ;;
        *) wrong "\"$1\" is no option; expected are options such as --session KEY." ;;
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
        *) wrong "The option $option is not known." ;;
    esac
done

whole() {
    case $2 in
        '' | *[!0-9]*) wrong "$1 is \"$2\"; expected is a whole number of seconds." ;;
    esac
}

# Nothing but white space or characters without a glyph names nobody, and no state.
blank() {
    jq -en --arg text "$1" '$text | test("^[\\s\\p{Z}\\p{Cc}\\p{Cf}\u034f\u115f\u1160\u2800\u3164\uffa0]*$")' >/dev/null
}

case $session in
    *:*:*) ;;
    *) wrong "--session is \"$session\"; expected is the Key of a session." ;;
esac
if blank "$user"; then wrong "--user is missing; expected is the user whose session it shall be."; fi
if blank "$states"; then wrong "--states is blank; expected are states such as DISCONNECTED."; fi
whole --minimum "$minimum"
whole --grace "$grace"
if [ -n "${LOGOFFD_PASSWORD_FILE:-}" ]; then
    LOGOFFD_PASSWORD=$(head -n 1 "$LOGOFFD_PASSWORD_FILE") || wrong "There is no password in $LOGOFFD_PASSWORD_FILE."
fi
[ -n "${LOGOFFD_PASSWORD:-}" ] || wrong "LOGOFFD_PASSWORD_FILE and LOGOFFD_PASSWORD are empty; expected is one of them."
LOGOFFD_USER=${LOGOFFD_USER:-operator}
export LOGOFFD_USER LOGOFFD_PASSWORD

# Prints the value of the answer to one request. User and password reach curl by its standard input.
ask() {
    answer=$(jq -rn --arg body "$1" \
        '"user = \($ENV.LOGOFFD_USER + ":" + $ENV.LOGOFFD_PASSWORD | @json)", "data-binary = \($body | @json)"' |
        curl -sS --noproxy '*' --max-time 30 ${ca:+--cacert "$ca"} -H 'Content-Type: application/json' -K - "$url/jolokia/") ||
        failed "$url does not answer."
    printf %s "$answer" | jq -e '.status == 200' >/dev/null 2>&1 ||
        failed "$(printf %s "$answer" | jq -r '.error // "no reason given"' 2>/dev/null || echo "$url is no logoffd.")"
    printf %s "$answer" | jq -c .value
}

# Prints the answer to an operation: BEAN OPERATION ARGUMENT..., the arguments in JSON.
call() {
    bean=$1 operation=$2
    shift 2
    ask "$(jq -cn --arg bean "$bean" --arg operation "$operation" --argjson arguments "$1" \
        '{type: "exec", mbean: $bean, operation: $operation, arguments: $arguments}')"
}

# Asks for the logoff with all conditions: REQUEST_ID DRY_RUN.
logoff() {
    call "$host" requestLogoff "$(jq -cn --arg session "$session" --arg user "$user" --arg states "$states" \
        --argjson minimum "$minimum" --arg request "$1" --arg reason "$reason" --argjson dry "$2" \
        '[$session, $user, $states, $minimum, $request, $reason, $dry]')"
}

item() {
    printf %s "$1" | jq -r ".$2"
}

# Prints an answer and ends with the exit code that belongs to its outcome.
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
[ -n "$host" ] || wrong "--session is \"$session\"; the service watches no host of that name."

expected=$(logoff '' true) || exit
[ "$dry" = false ] && [ "$(item "$expected" Outcome)" = ACCEPTED ] || finish "$expected"

bean=$(printf %s "$host" | sed 's/type=SessionHost/type=Session/'),id=$(item "$expected" Id)
warned=$(call "$bean" sendMessage "$(jq -cn --arg title "$title" --arg message "$message" '[$title, $message]')") || exit
[ "$(item "$warned" Outcome)" = ACCEPTED ] || finish "$warned"
[ "$(item "$warned" Session)" = "$session" ] || finish "$(printf %s "$warned" | jq -c '.Outcome = "GONE"')"

sleep "$grace"
answer=$(logoff "$request" false) || exit
finish "$answer"
