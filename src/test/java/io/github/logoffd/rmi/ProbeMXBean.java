package io.github.logoffd.rmi;

/** What a bean of ours has. */
public interface ProbeMXBean {

    /** Returns a text. */
    String getVersion();

    /** Returns who called, as the operation sees it. */
    String caller(String text);
}
