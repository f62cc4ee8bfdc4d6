package io.github.logoffd.support.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Newest valid value of one or more files. Changed files are reloaded as soon as two consecutive checks have found the
 * same content, so that a file that is still being written is not used. Invalid files leave the value unchanged, are
 * logged once, and are retried at every check. {@link #get} may be called by any thread and never waits for a file;
 * {@link #look} is for one thread.
 *
 * @param <T> the value, immutable
 */
public final class ReloadingFile<T> implements Reloading, Supplier<T> {

    private static final Logger log = LoggerFactory.getLogger(ReloadingFile.class);

    /**
     * Reloads the value.
     *
     * @param <T> the value
     */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * Reads and checks the files.
         *
         * @param inForce the current value
         * @throws Exception when they cannot be used; the message says why
         */
        T read(T inForce) throws Exception;
    }

    /**
     * Reads the value for the first time.
     *
     * @param <T> the value
     * @param <E> why it cannot be used
     */
    @FunctionalInterface
    public interface FirstReader<T, E extends Exception> {
        T read() throws E;
    }

    /**
     * What is compared to detect a change.
     *
     * @see #ofFiles
     */
    public interface Stamps {

        /**
         * Returns what is equal to the value before unless something has changed.
         *
         * @throws Exception when that cannot be determined; the message says why
         */
        Object now() throws Exception;

        /** Returns the name that is shown to any reader when the value is rejected. */
        String name();
    }

    private final String subject;
    private final Stamps stamps;
    private final Reader<T> reader;
    private final BiConsumer<T, T> replaced;
    private volatile T value;
    private volatile Optional<String> problem = Optional.empty();

    // The rest is for the checking thread.
    private Object seen = List.of();
    private Object taken = List.of();
    private String logged = "";

    /**
     * Starts with a value that was read before. The second check reads the files once more in any case: they may have
     * changed between that read and the first check.
     *
     * @param subject the name of the value in messages, such as {@code "users file"}
     * @param replaced called with the previous value and the new one, after each reload that takes effect
     */
    public ReloadingFile(String subject, List<Path> files, T first, Reader<T> reader, BiConsumer<T, T> replaced) {
        this(subject, ofFiles(files), first, reader, replaced);
    }

    /** Starts with a value that need not come from files only. */
    public ReloadingFile(String subject, Stamps stamps, T first, Reader<T> reader, BiConsumer<T, T> replaced) {
        this.subject = subject;
        this.stamps = stamps;
        this.value = first;
        this.reader = reader;
        this.replaced = replaced;
    }

    /**
     * Reads the value, and reads it again only when something has changed: what is accepted at startup need not be
     * accepted as a change, such as a file without content.
     *
     * @param again as in the constructors
     * @throws E when the value cannot be used
     */
    public static <T, E extends Exception> ReloadingFile<T> open(
            String subject, Stamps stamps, FirstReader<T, E> first, Reader<T> again, BiConsumer<T, T> replaced)
            throws E {
        // Before it is read: what changes meanwhile is another one at the first check.
        Object found = foundBy(stamps);
        ReloadingFile<T> opened = new ReloadingFile<>(subject, stamps, first.read(), again, replaced);
        opened.taken = found;
        return opened;
    }

    /** What cannot be determined at startup counts as a change later. */
    private static Object foundBy(Stamps stamps) {
        try {
            return stamps.now();
        } catch (Exception e) {
            return List.of();
        }
    }

    /** Returns the contents of files, the first of which gives the name. */
    public static Stamps ofFiles(List<Path> files) {
        List<Path> all = List.copyOf(files);
        return new Stamps() {
            @Override
            public Object now() throws Exception {
                return FileStamp.of(all);
            }

            @Override
            public String name() {
                return String.valueOf(all.get(0).getFileName());
            }
        };
    }

    @Override
    public T get() {
        return value;
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public void look() {
        try {
            Object found = stamps.now();
            boolean settled = found.equals(seen);
            seen = found;
            if (found.equals(taken)) {
                clear();
            } else if (settled) {
                readAgain(found);
            }
        } catch (Throwable e) {
            // Any exception: one that leaves this method would silently end the checks for good.
            refuse(e);
        }
    }

    private void readAgain(Object found) throws Exception {
        T before = value;
        T read = reader.read(before);
        if (!stamps.now().equals(found)) {
            return;
        }
        value = read;
        taken = found;
        clear();
        replaced.accept(before, read);
    }

    private void clear() {
        problem = Optional.empty();
        logged = "";
    }

    private void refuse(Throwable e) {
        String sentence = String.valueOf(e.getMessage());
        problem = Optional.of("The changed " + subject + " is rejected, the previous one stays in force: "
                + publicReason(e).orElseGet(() -> stamps.name() + " has problems; see the log."));
        if (!sentence.equals(logged)) {
            logged = sentence;
            log.error("The changed {} is rejected, the previous one stays in force. {}", subject, sentence);
        }
    }

    private static Optional<String> publicReason(Throwable e) {
        Throwable reason = e.getCause() instanceof RefusedFileException ? e.getCause() : e;
        return reason instanceof RefusedFileException refused
                ? Optional.of(refused.fileName() + ' ' + refused.reason())
                : Optional.empty();
    }
}
