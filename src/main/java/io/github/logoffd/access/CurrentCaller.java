package io.github.logoffd.access;

/** Knows for whom the current thread works, from where a request comes in down to the operation of a bean. */
public final class CurrentCaller {

    private static final ThreadLocal<Caller> CALLER = new ThreadLocal<>();

    private CurrentCaller() {}

    /**
     * Something that is done for a caller.
     *
     * @param <T> what comes of it
     * @param <E> how it fails
     */
    @FunctionalInterface
    public interface Serving<T, E extends Exception> {

        /** Does it. */
        T serve() throws E;
    }

    /** Does something for a caller on this thread, which works for the one before again afterwards. */
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

    /** Returns for whom this thread works, {@link Caller#LOCAL_JMX} when nobody said. */
    public static Caller get() {
        Caller caller = CALLER.get();
        return caller == null ? Caller.LOCAL_JMX : caller;
    }
}
