package io.github.logoffd.access;

import io.github.logoffd.support.ProblemsException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Users of whose passwords only the first ones are hashed, for tests of their callers. */
public final class BusyUsers {

    private BusyUsers() {}

    /** Reads the file, and hashes that many passwords; all others wait until they are displaced. */
    public static LiveUsers open(UsersFile file, int hashed) throws ProblemsException {
        AtomicInteger left = new AtomicInteger(hashed);
        Executor first = task -> {
            if (left.getAndDecrement() > 0) {
                task.run();
            }
        };
        HashingQueue queue = new HashingQueue(first, Math.min(hashed, 1));
        return new LiveUsers(file, message -> {}, users -> new Authenticator(users, System::nanoTime, queue));
    }
}
