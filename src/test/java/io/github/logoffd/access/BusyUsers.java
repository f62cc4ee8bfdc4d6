package io.github.logoffd.access;

import io.github.logoffd.support.ProblemsException;

/** Users while so many passwords are being checked that no more are, for tests of those who ask. */
public final class BusyUsers {

    private BusyUsers() {}

    /** Reads the file, and never checks a password. */
    public static LiveUsers open(UsersFile file) throws ProblemsException {
        HashingGate gate = new HashingGate();
        gate.open = false;
        return new LiveUsers(file, message -> {}, users -> new Authenticator(users, System::nanoTime, gate));
    }
}
