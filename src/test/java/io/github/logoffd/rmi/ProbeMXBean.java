package io.github.logoffd.rmi;

/** What a bean of ours has. */
public interface ProbeMXBean {

    /** Returns a text. */
    String getVersion();

    /** Returns an array of records. */
    Item[] getItems();

    /** Returns who called, as the operation sees it. */
    String caller(String text);

    /** A record. */
    final class Item {

        /** Returns a number. */
        public int getNumber() {
            return 1;
        }
    }
}
