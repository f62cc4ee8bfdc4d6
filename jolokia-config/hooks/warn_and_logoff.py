#!/usr/bin/env python3
"""Warns the user of a Remote Desktop session, waits, and logs off that logon through logoffd if all conditions still hold.

For options, exit codes and the two variables for the password see README.md in this folder. Requires only Python 3.6 or newer.
"""
import argparse
import base64
import json
import os
import re
import ssl
import sys
import time
import unicodedata
import urllib.error
import urllib.parse
import urllib.request

WRONG = 2
NO_ANSWER = 3


class Ended(Exception):
    """Ends the program with an exit code and one sentence."""

    def __init__(self, code, sentence):
        super().__init__(sentence)
        self.code = code


def seconds(text):
    if not re.fullmatch("[0-9]+", text):
        raise argparse.ArgumentTypeError('not a whole number of seconds: "%s".' % text)
    return int(text)


def is_blank(text):
    """Returns whether a string has only white space and invisible characters."""
    return all(
        unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cc", "Cf")
        or character in "\u034f\u115f\u1160\u2800\u3164\uffa0"
        for character in text
    )


def options(words):
    parser = argparse.ArgumentParser(prog="warn_and_logoff", allow_abbrev=False)
    parser.add_argument("--url", default="http://127.0.0.1:8778")
    parser.add_argument("--ca")
    parser.add_argument("--session", required=True)
    parser.add_argument("--user", required=True)
    parser.add_argument("--states", default="DISCONNECTED")
    parser.add_argument("--minimum", type=seconds, default=0)
    parser.add_argument("--grace", type=seconds, default=300)
    parser.add_argument("--title", default="Logoff")
    parser.add_argument("--message", default="You will be logged off soon. Please save your work.")
    parser.add_argument("--request", default="")
    parser.add_argument("--reason", default="")
    parser.add_argument("--dry-run", action="store_true")
    given = parser.parse_args(words)
    if given.session.count(":") < 2:
        parser.error('--session is not the Key of a session: "%s".' % given.session)
    if is_blank(given.user):
        parser.error("--user is missing. Set it to the user of the session.")
    if is_blank(given.states):
        parser.error("--states is blank. Set it to states such as DISCONNECTED.")
    return given


def password():
    file = os.environ.get("LOGOFFD_PASSWORD_FILE", "")
    try:
        found = open(file, encoding="utf-8").readline().rstrip("\r\n") if file else os.environ.get("LOGOFFD_PASSWORD", "")
    except OSError as problem:
        raise Ended(WRONG, "Cannot read the password from %s: %s" % (file, problem))
    if not found:
        raise Ended(WRONG, "No password. Set LOGOFFD_PASSWORD_FILE or LOGOFFD_PASSWORD.")
    return found


class Service:
    """Client of one service."""

    def __init__(self, url, ca, reason):
        self.url = url.rstrip("/") + "/jolokia/"
        user = os.environ.get("LOGOFFD_USER", "operator") + ":" + password()
        self.headers = {
            "Authorization": "Basic " + base64.b64encode(user.encode("utf-8")).decode("ascii"),
            "Content-Type": "application/json",
        }
        if reason:
            self.headers["X-Reason"] = urllib.parse.quote(reason, safe="")
        tls = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=ca))
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), tls)

    def ask(self, request):
        """Sends a request and returns the value of the answer."""
        try:
            body = self.send(json.dumps(request).encode("utf-8"))
            answer = json.loads(body.decode("utf-8"))
        except (OSError, ValueError) as problem:
            raise Ended(NO_ANSWER, "%s does not answer: %s" % (self.url, problem))
        if answer.get("status") != 200:
            raise Ended(NO_ANSWER, answer.get("error", "no reason given"))
        return answer["value"]

    def send(self, body):
        try:
            request = urllib.request.Request(self.url, data=body, headers=self.headers)
            with self.opener.open(request, timeout=30) as response:
                return response.read()
        except urllib.error.HTTPError as refused:
            return refused.read()

    def call(self, bean, operation, *arguments):
        return self.ask({"type": "exec", "mbean": bean, "operation": operation, "arguments": arguments})


def host_of(service, session):
    """Returns the bean of the host whose name the key begins with."""
    hosts = service.ask({"type": "read", "mbean": "logoffd:type=SessionHost,*", "attribute": "Host"})
    for bean, values in hosts.items():
        if session.startswith(re.sub("[^A-Za-z0-9._:-]", "_", values["Host"]) + ":"):
            return bean
    raise Ended(WRONG, 'The service does not monitor the host of --session "%s".' % session)


def warn_and_logoff(service, given):
    """Returns the last answer of the service."""
    host = host_of(service, given.session)

    def logoff(request, dry_run):
        return service.call(
            host, "requestLogoff", given.session, given.user, given.states, given.minimum, request, given.reason, dry_run
        )

    expected = logoff("", True)
    if given.dry_run or expected["Outcome"] != "ACCEPTED":
        return expected
    # By Key, so that no other user who has the id by now is shown the message.
    warned = service.call(host, "requestMessage", given.session, given.title, given.message)
    if warned["Outcome"] != "ACCEPTED":
        return warned
    time.sleep(given.grace)
    return logoff(given.request, False)


def exit_code(outcome):
    if outcome in ("DONE", "ACCEPTED", "GONE"):
        return 0
    return 1 if outcome.startswith("REFUSED_") or outcome == "NOT_FOUND" else 4


def main():
    given = options(sys.argv[1:])
    try:
        answer = warn_and_logoff(Service(given.url, given.ca, given.reason), given)
    except Ended as end:
        print("warn_and_logoff: %s" % end, file=sys.stderr)
        return end.code
    print(json.dumps(answer))
    return exit_code(answer["Outcome"])


if __name__ == "__main__":
    sys.exit(main())
