package io.github.logoffd.access;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users as loaded from the users file at one time. Immutable. */
public final class Users {

    /** A user and the credential: a password, or a client certificate when there is none. */
    record Account(User user, Optional<PasswordHash> password) {}

    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final PasswordHash unknownUser;

    Users(Collection<Account> all) {
        all.forEach(account -> accounts.put(account.user().name(), account));
        unknownUser = PasswordHash.ofNobody(all.stream()
                .flatMap(account -> account.password().stream())
                .mapToInt(PasswordHash::iterations)
                .max()
                .orElse(PasswordHash.ITERATIONS));
    }

    /** Returns the users in the order of the file. */
    public List<User> all() {
        return accounts.values().stream().map(Account::user).toList();
    }

    /** Returns the user that a validated TLS client certificate represents, by the common name of its subject. */
    public Optional<User> withCertificate(String commonName) {
        return Optional.ofNullable(accounts.get(commonName))
                .filter(account -> account.password().isEmpty())
                .map(Account::user);
    }

    /** Returns whether both have the same users, with the same roles and the same hashes. */
    boolean sameAs(Users other) {
        return all().equals(other.all())
                && accounts.keySet().stream().allMatch(name -> proofOf(name).equals(other.proofOf(name)));
    }

    boolean has(String name) {
        return accounts.containsKey(name);
    }

    /** Returns the user of this name. */
    Optional<User> named(String name) {
        return Optional.ofNullable(accounts.get(name)).map(Account::user);
    }

    /**
     * Returns the version of this user's credential; a different one for each password, the same for all users without
     * one.
     */
    CredentialVersion proofOf(String name) {
        return new CredentialVersion(Optional.ofNullable(accounts.get(name))
                .flatMap(Account::password)
                .map(PasswordHash::text)
                .orElse(""));
    }

    /**
     * Compares a password. A wrong one takes as long for every name, be it unknown, without a password or with a hash
     * of fewer iterations than others have.
     */
    Optional<User> withPassword(String name, String password) {
        Optional<Account> account = Optional.ofNullable(accounts.get(name));
        PasswordHash hash = account.flatMap(Account::password).orElse(unknownUser);
        if (hash.matches(password)) {
            return account.map(Account::user);
        }
        PasswordHash.spend(unknownUser.iterations() - hash.iterations(), password);
        return Optional.empty();
    }
}
