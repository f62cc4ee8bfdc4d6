package io.github.logoffd.host.windows;

import io.github.logoffd.session.SessionDetail;
import io.github.logoffd.session.SessionRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the bytes of Windows to values: one list, and one answer about a session. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeBenchmark {

    /** How many sessions the list has. */
    @Param({"100", "1000"})
    public int sessions;

    private byte[] list;
    private byte[] detail;

    @Setup
    public void answer() {
        list = new byte[sessions * WtsLayout.SessionInfo1.SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < sessions; i++) {
            int at = i * WtsLayout.SessionInfo1.SIZE;
            buffer.putInt(at + WtsLayout.SessionInfo1.SESSION_ID, i);
            buffer.putLong(at + WtsLayout.SessionInfo1.USER_NAME, 1);
        }
        detail = new byte[WtsLayout.InfoEx.SIZE];
        ByteBuffer.wrap(detail).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 1);
    }

    @Benchmark
    public List<SessionRow> rows() {
        return WtsDecoder.sessionRows(
                list, sessions, WtsLayout.SessionInfo1.SESSION_ID, address -> address == 0 ? "" : "jane.doe");
    }

    @Benchmark
    public SessionDetail detail() {
        return WtsDecoder.sessionDetail(detail);
    }
}
