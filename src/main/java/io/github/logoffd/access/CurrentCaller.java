package io.github.logoffd.access;

/** Caller of the current thread, from the entry of a request down to the bean operation. */
public final class CurrentCaller {

    private static final ThreadLocal<Caller> CALLER = new ThreadLocal<>();

    private CurrentCaller() {}

    /**
     * An action on behalf of a caller.
     *
     * @param <T> the result
     * @param <E> the exception
     */
    @FunctionalInterface
    public interface Serving<T, E extends Exception> {

        /** Runs the action. */
        T serve() throws E;
    }

    /** Runs an action on this thread on behalf of a caller, and restores the previous caller afterwards. */
    public static <T, E extends Exception> T during(Caller caller, Serving<T, E> serving) throws E {
        Caller before = CALLER.get();
        CALLER.set(caller);
        try {
            return serving.serve();
        } finally {
            if (before == null) {
                CALLER.remove();
            } else {
                CALLER.set(before);
            }
        }
    }

    /** Returns the caller of this thread, {@link Caller#LOCAL_JMX} when none was set. */
    public static Caller get() {
        Caller caller = CALLER.get();
        return caller == null ? Caller.LOCAL_JMX : caller;
    }
}
