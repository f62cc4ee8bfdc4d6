package io.github.logoffd.bench;

/** What the benchmarks ask the product and the baseline for. */
final class Paths {

    static final String SESSION = "/jolokia/read/logoffd:type=Session,host=SIM-RDS01,id=2/IdleSeconds";
    static final String PATTERN = "/jolokia/read/logoffd:type=Session,*";
    static final String SESSIONS = "/jolokia/read/logoffd:type=SessionHost,host=SIM-RDS01/Sessions";
    static final String REFRESH_MILLIS = "/jolokia/read/logoffd:type=SessionHost,host=SIM-RDS01/RefreshMillis";
    static final String LIST = "/jolokia/list";

    static final String BARE_SESSION = "/jolokia/read/bare:type=Session,host=SIM-RDS01,id=2/IdleSeconds";
    static final String BARE_PATTERN = "/jolokia/read/bare:type=Session,*";

    private Paths() {}
}
