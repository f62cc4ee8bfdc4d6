package io.github.logoffd.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.Test;

/** What the server keeps for later. */
class JettyServerTest {

    private static final int MANY = 1_000;
    private static final int BYTES = 16_384;

    @Test
    void buffersOfManyConnectionsAreNotAllKeptForLater() {
        Server server = JettyServer.create(32, new ScheduledExecutorScheduler("test", true));
        ByteBufferPool pool = server.getByteBufferPool();

        useAndRelease(pool, false);
        useAndRelease(pool, true);

        assertThat(pool).isInstanceOfSatisfying(ArrayByteBufferPool.class, kept -> {
            assertThat(kept.getHeapMemory()).isPositive().isLessThanOrEqualTo(JettyServer.MOST_KEPT_BYTES);
            assertThat(kept.getDirectMemory()).isPositive().isLessThanOrEqualTo(JettyServer.MOST_KEPT_BYTES);
        });
    }

    private static void useAndRelease(ByteBufferPool pool, boolean direct) {
        List<RetainableByteBuffer> buffers = Stream.generate(() -> (RetainableByteBuffer) pool.acquire(BYTES, direct))
                .limit(MANY)
                .toList();
        buffers.forEach(RetainableByteBuffer::release);
    }
}
