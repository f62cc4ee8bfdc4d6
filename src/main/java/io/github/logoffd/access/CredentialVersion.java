package io.github.logoffd.access;

/**
 * By what a user has logged in: equal as long as the users file says the same, another one when the user has another password. Tells
 * nothing about it. Immutable.
 */
public final class CredentialVersion {

    private final String stored;

    CredentialVersion(String stored) {
        this.stored = stored;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialVersion proof && proof.stored.equals(stored);
    }

    @Override
    public int hashCode() {
        return stored.hashCode();
    }

    /** What is stored is half of a password, and texts of objects end up in logs. */
    @Override
    public String toString() {
        return "proof";
    }
}
