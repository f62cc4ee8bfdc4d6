package io.github.logoffd.bench;

/** Twenty attributes of a session that any monitoring reads, in the types that they have. */
public interface BareSessionMXBean {

    String getKey();

    long getId();

    String getName();

    String getKind();

    String getState();

    int getStateCode();

    String getUserName();

    String getDomainName();

    String getAccount();

    String getLock();

    String getLogonTime();

    long getLogonSeconds();

    long getIdleSeconds();

    long getDisconnectedSeconds();

    String getClientName();

    String getClientAddress();

    long getIncomingBytes();

    long getOutgoingBytes();

    int getProcessCount();

    double getCpuSeconds();
}
