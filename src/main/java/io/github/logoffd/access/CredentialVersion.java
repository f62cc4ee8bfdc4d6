package io.github.logoffd.access;

/**
 * Opaque version of a user's stored credential: equal while the users file has the same entry, different once the
 * password changes. Reveals nothing about the password. Immutable.
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

    /** Hides the stored hash, since string forms of objects end up in logs. */
    @Override
    public String toString() {
        return "proof";
    }
}
