package io.github.logoffd.testing;

import io.github.logoffd.control.request.AuditRecord;
import io.github.logoffd.control.request.AuditTrail;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the audit lines in memory, or refuses them. Thread-safe. */
public final class MemoryAuditTrail implements AuditTrail {

    private final List<AuditRecord> lines = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> reaction = new AtomicReference<>(() -> {});
    private volatile boolean full;

    /** From now on every line is refused, as a full disk does. */
    public void refuse() {
        full = true;
    }

    /** From now on every line is taken again. */
    public void accept() {
        full = false;
    }

    /** Runs something while the next line is being written, once. */
    public void onNextLine(Runnable once) {
        reaction.set(once);
    }

    public List<AuditRecord> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void write(AuditRecord entry) throws IOException {
        reaction.getAndSet(() -> {}).run();
        if (full) {
            throw new IOException("No space left on device");
        }
        lines.add(entry);
    }
}
