package io.github.logoffd.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Access control lists of Windows: SYSTEM, the administrators and the owner. The JDK shows accounts by name, and the names differ by
 * language, so they come from outside; two accounts are equal for the JDK when their SIDs are. It does not show conditional
 * entries, so those are not seen; and it shows a file without any list, which everybody may change, as one with an empty list, which
 * therefore counts as a problem.
 */
final class AclProtection implements Protection {

    /** Attributes, the list itself and the waiting for the file tell nothing of what is in it. */
    private static final Set<AclEntryPermission> HARMLESS = EnumSet.of(
            AclEntryPermission.READ_ATTRIBUTES,
            AclEntryPermission.READ_NAMED_ATTRS,
            AclEntryPermission.READ_ACL,
            AclEntryPermission.EXECUTE,
            AclEntryPermission.SYNCHRONIZE);

    private final List<String> trustedAccounts;

    AclProtection(List<String> trustedAccounts) {
        this.trustedAccounts = List.copyOf(trustedAccounts);
    }

    @Override
    public FileAttribute<?> forNewFiles() throws IOException {
        List<AclEntry> entries = fullControl(trusted());
        return new FileAttribute<List<AclEntry>>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return entries;
            }
        };
    }

    /** Who the owner of a new file is, Windows decides; only then the owner can be given an entry. */
    @Override
    public void apply(Path created, Path target) throws IOException {
        Set<UserPrincipal> everybody = trusted();
        everybody.add(Files.getOwner(created));
        view(created).setAcl(fullControl(everybody));
    }

    @Override
    public Optional<String> problem(Path file) throws IOException {
        Set<UserPrincipal> known = trusted();
        known.add(Files.getOwner(file));
        return foreign(view(file).getAcl(), known)
                .map(who -> "Others than SYSTEM, the administrators and its owner have permissions for " + file + " ("
                        + who + "); expected are none: icacls \"" + file + "\" /reset, then icacls \"" + file
                        + "\" /inheritance:r /grant:r *S-1-5-18:F *S-1-5-32-544:F.");
    }

    /** Returns who else may read or write, empty when nobody. */
    static Optional<String> foreign(List<AclEntry> entries, Collection<UserPrincipal> known) {
        if (entries.isEmpty()) {
            return Optional.of("the file system shows no entry at all");
        }
        return entries.stream()
                .filter(entry -> entry.type() == AclEntryType.ALLOW)
                .filter(entry -> !HARMLESS.containsAll(entry.permissions()))
                .map(AclEntry::principal)
                .filter(principal -> !known.contains(principal))
                .map(UserPrincipal::getName)
                .findFirst();
    }

    private static List<AclEntry> fullControl(Collection<UserPrincipal> principals) {
        List<AclEntry> entries = new ArrayList<>();
        for (UserPrincipal principal : principals) {
            entries.add(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(principal)
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build());
        }
        return entries;
    }

    private Set<UserPrincipal> trusted() throws IOException {
        UserPrincipalLookupService lookup = Path.of("").getFileSystem().getUserPrincipalLookupService();
        Set<UserPrincipal> principals = new HashSet<>();
        for (String account : trustedAccounts) {
            principals.add(lookup.lookupPrincipalByName(account));
        }
        return principals;
    }

    private static AclFileAttributeView view(Path file) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view == null) {
            throw new IOException("this file system has no access control lists");
        }
        return view;
    }
}
