package io.github.logoffd.rmi;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits of the notification listeners that clients leave in the service, with their filters: of one connection, of one
 * user, and of all. The JDK has no such limit. Thread-safe.
 */
final class ListenerLimits {

    /** A client such as JConsole has one for each bean that it shows. */
    static final int MOST_OF_CONNECTION = 200;

    private static final int MOST_OF_USER = 1_000;
    private static final int MOST = 2_000;

    /** Of filters, as serialized. */
    static final long BYTES_OF_CONNECTION = 256L << 10;

    private static final long BYTES_OF_USER = 1L << 20;
    private static final long BYTES = 2L << 20;

    @GuardedBy("this")
    private final Quota ofAll = new Quota("all users", MOST, BYTES);

    @GuardedBy("this")
    private final Map<String, Quota> byUser = new HashMap<>();

    /** Returns the account of a new connection, without listeners. */
    synchronized OfConnection connectionOf(String user) {
        Quota ofUser = byUser.computeIfAbsent(user, name -> new Quota("one user", MOST_OF_USER, BYTES_OF_USER));
        return new OfConnection(
                List.of(new Quota("one connection", MOST_OF_CONNECTION, BYTES_OF_CONNECTION), ofUser, ofAll));
    }

    /** The listeners of one connection. Thread-safe. */
    final class OfConnection implements AutoCloseable {

        private final List<Quota> quotas;
        private int listeners;
        private long bytes;

        private OfConnection(List<Quota> quotas) {
            this.quotas = quotas;
        }

        /**
         * Counts new listeners.
         *
         * @param moreBytes the bytes of their filters
         * @throws SecurityException when there are too many; then none is counted
         */
        void add(int more, long moreBytes) {
            synchronized (ListenerLimits.this) {
                quotas.forEach(quota -> quota.require(more, moreBytes));
                count(more, moreBytes);
            }
        }

        /** Counts listeners that are gone. */
        void remove(int fewer, long fewerBytes) {
            synchronized (ListenerLimits.this) {
                count(-fewer, -fewerBytes);
            }
        }

        private void count(int more, long moreBytes) {
            listeners += more;
            bytes += moreBytes;
            quotas.forEach(quota -> quota.add(more, moreBytes));
        }

        /** Counts all listeners of this connection as gone. */
        @Override
        public void close() {
            synchronized (ListenerLimits.this) {
                count(-listeners, -bytes);
            }
        }
    }

    /** Listeners and bytes of one kind of owner. Guarded by the limits. */
    private static final class Quota {

        private final String owner;
        private final int mostListeners;
        private final long mostBytes;
        private int listeners;
        private long bytes;

        Quota(String owner, int mostListeners, long mostBytes) {
            this.owner = owner;
            this.mostListeners = mostListeners;
            this.mostBytes = mostBytes;
        }

        void require(int more, long moreBytes) {
            if (listeners + more > mostListeners || bytes + moreBytes > mostBytes) {
                throw new SecurityException("The limit of notification listeners of " + owner + " is reached ("
                        + mostListeners + ", with " + mostBytes
                        + " bytes of filters). Remove listeners that are not needed, or close connections.");
            }
        }

        void add(int more, long moreBytes) {
            listeners += more;
            bytes += moreBytes;
        }
    }
}
