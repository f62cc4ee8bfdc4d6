package io.github.logoffd.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
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
 * Windows access control lists that grant access to SYSTEM, the administrators and the owner only, who is one of them
 * or the account of this process. The JDK identifies accounts by name, and names are localized, so the caller supplies
 * them; the JDK compares accounts by SID. It does not expose conditional entries, so those are not checked. It presents
 * a file without an ACL, which every account may change, as one with an empty list, so an empty list counts as a
 * problem.
 */
final class AclProtection implements Protection {

    /** Reading attributes, the ACL itself or synchronizing does not reveal the content of the file. */
    private static final Set<AclEntryPermission> HARMLESS = EnumSet.of(
            AclEntryPermission.READ_ATTRIBUTES,
            AclEntryPermission.READ_NAMED_ATTRS,
            AclEntryPermission.READ_ACL,
            AclEntryPermission.EXECUTE,
            AclEntryPermission.SYNCHRONIZE);

    /** In a folder the right to read data is that to list names. */
    private static final Set<AclEntryPermission> READING = EnumSet.copyOf(HARMLESS);

    static {
        READING.add(AclEntryPermission.LIST_DIRECTORY);
    }

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

    /** Windows chooses the owner of a new file, so the owner's entry can be added only afterwards. */
    @Override
    public void apply(Path created, Path target) throws IOException {
        if (Files.exists(target) && !Files.getOwner(target).equals(Files.getOwner(created))) {
            Files.setOwner(created, Files.getOwner(target));
        }
        Set<UserPrincipal> trustedAndOwner = trusted();
        trustedAndOwner.add(Files.getOwner(created));
        view(created).setAcl(fullControl(trustedAndOwner));
    }

    @Override
    public Optional<String> accessProblem(Path file) throws IOException {
        Set<UserPrincipal> known = trusted();
        known.add(Files.getOwner(file));
        return foreign(view(file).getAcl(), known)
                .map(who -> "Accounts other than SYSTEM, the administrators and the owner have access to " + file + " ("
                        + who + "). Remove their access: icacls \"" + file + "\" /reset, then icacls \"" + file
                        + "\" /inheritance:r /grant:r *S-1-5-18:F *S-1-5-32-544:F.");
    }

    /** Entries that only new files inherit are left out: the files are checked themselves. */
    @Override
    public Optional<String> writeProblem(Path folder) throws IOException {
        Set<UserPrincipal> known = trusted();
        known.add(Files.getOwner(folder));
        List<AclEntry> own = view(folder).getAcl().stream()
                .filter(entry -> !entry.flags().contains(AclEntryFlag.INHERIT_ONLY))
                .toList();
        return foreign(own, known, READING)
                .map(who -> "Accounts other than SYSTEM, the administrators and the owner can change files in " + folder
                        + " (" + who + "). Remove their access: icacls \"" + folder
                        + "\" /inheritance:d, then icacls \""
                        + folder + "\" /remove \"" + who + "\".");
    }

    @Override
    public Optional<String> ownerProblem(Path file) throws IOException {
        UserPrincipal owner = Files.getOwner(file);
        Set<UserPrincipal> known = trusted();
        if (!known.contains(owner)) {
            // Only now, since the name of a domain account cannot always be looked up.
            known.add(ofThisProcess());
        }
        return foreignOwner(file, owner, known);
    }

    /** Returns one sentence when the owner is none of the known accounts. */
    static Optional<String> foreignOwner(Path file, UserPrincipal owner, Collection<UserPrincipal> known) {
        return known.contains(owner)
                ? Optional.empty()
                : Optional.of("The account " + owner.getName() + " owns " + file
                        + " and can change it. Give it to the administrators: icacls \"" + file
                        + "\" /setowner *S-1-5-32-544.");
    }

    private static UserPrincipal ofThisProcess() throws IOException {
        String name = ProcessHandle.current()
                .info()
                .user()
                .orElseThrow(() -> new IOException("Windows does not report the account of this process"));
        return lookup().lookupPrincipalByName(name);
    }

    /** Returns another account that may read or write, empty when there is none. */
    static Optional<String> foreign(List<AclEntry> entries, Collection<UserPrincipal> known) {
        return foreign(entries, known, HARMLESS);
    }

    private static Optional<String> foreign(
            List<AclEntry> entries, Collection<UserPrincipal> known, Set<AclEntryPermission> harmless) {
        if (entries.isEmpty()) {
            return Optional.of("the file system reports no ACL entry");
        }
        return entries.stream()
                .filter(entry -> entry.type() == AclEntryType.ALLOW)
                .filter(entry -> !harmless.containsAll(entry.permissions()))
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
        Set<UserPrincipal> principals = new HashSet<>();
        for (String account : trustedAccounts) {
            principals.add(lookup().lookupPrincipalByName(account));
        }
        return principals;
    }

    private static UserPrincipalLookupService lookup() {
        return Path.of("").getFileSystem().getUserPrincipalLookupService();
    }

    private static AclFileAttributeView view(Path file) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view == null) {
            throw new IOException("this file system does not support access control lists");
        }
        return view;
    }
}
