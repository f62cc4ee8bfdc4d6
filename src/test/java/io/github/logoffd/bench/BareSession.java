package io.github.logoffd.bench;

/** A session that never changes. */
final class BareSession implements BareSessionMXBean {

    private final int number;

    BareSession(int number) {
        this.number = number;
    }

    @Override
    public String getKey() {
        return "SIM-RDS01:" + getId() + ":2026-11-20T20:09:32.268065Z";
    }

    @Override
    public long getId() {
        return number + 2L;
    }

    @Override
    public String getName() {
        return "RDP-Tcp#" + number;
    }

    @Override
    public String getKind() {
        return "USER";
    }

    @Override
    public String getState() {
        return "ACTIVE";
    }

    @Override
    public int getStateCode() {
        return 0;
    }

    @Override
    public String getUserName() {
        return "user-" + number;
    }

    @Override
    public String getDomainName() {
        return "CONTOSO";
    }

    @Override
    public String getAccount() {
        return "CONTOSO\\user-" + number;
    }

    @Override
    public String getLock() {
        return "UNLOCKED";
    }

    @Override
    public String getLogonTime() {
        return "2026-11-20T20:09:32.268065Z";
    }

    @Override
    public long getLogonSeconds() {
        return 25_200;
    }

    @Override
    public long getIdleSeconds() {
        return 60;
    }

    @Override
    public long getDisconnectedSeconds() {
        return -1;
    }

    @Override
    public String getClientName() {
        return "LT-0417";
    }

    @Override
    public String getClientAddress() {
        return "10.20.4.17";
    }

    @Override
    public long getIncomingBytes() {
        return 4_711_000L + number;
    }

    @Override
    public long getOutgoingBytes() {
        return 42_399_000L + number;
    }

    @Override
    public int getProcessCount() {
        return 17;
    }

    @Override
    public double getCpuSeconds() {
        return 12.25;
    }
}
