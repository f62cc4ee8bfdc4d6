package io.github.logoffd.windows;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One line of the stand-in's {@code calls.txt}.
 *
 * @param time when the call was accepted or refused
 * @param function the function as Windows names it, or {@code detach} or {@code violation}
 * @param fields the other fields of the line
 */
record StandInCall(Instant time, String function, Map<String, String> fields) {

    static StandInCall parse(String line) {
        String[] parts = line.split("\t", -1);
        Map<String, String> fields = Arrays.stream(parts)
                .skip(2)
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        return new StandInCall(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1], fields);
    }

    /** Returns whether Windows has done this to a session, or has begun to. */
    boolean isAccepted() {
        return "0".equals(fields.get("result"));
    }

    boolean isLogoff() {
        return function.equals("WTSLogoffSession");
    }

    boolean isDisconnect() {
        return function.equals("WTSDisconnectSession");
    }

    /** Returns the host as the stand-in names it: {@code ""} for the local one. */
    String server() {
        return fields.get("server");
    }

    long session() {
        return Long.parseLong(fields.get("session"));
    }

    /** Returns when the user logged on whom the call has hit. */
    Instant logon() {
        return Instant.ofEpochMilli(Long.parseLong(fields.get("logon")));
    }
}
