package io.github.logoffd.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.AclEntryPermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An entry of the access control list of one file, as Java shows it on a {@link WineMachine}.
 *
 * @param path with the separators of Windows
 * @param account to which it allows or denies something
 */
record AccessEntry(String path, String owner, String type, String account, Set<AclEntryPermission> permissions) {

    private static final Set<String> TRUSTED = Set.of("NT AUTHORITY\\SYSTEM", "BUILTIN\\Administrators");

    private static final Set<AclEntryPermission> CHANGES = EnumSet.of(
            AclEntryPermission.WRITE_DATA,
            AclEntryPermission.APPEND_DATA,
            AclEntryPermission.WRITE_NAMED_ATTRS,
            AclEntryPermission.WRITE_ATTRIBUTES,
            AclEntryPermission.DELETE,
            AclEntryPermission.DELETE_CHILD,
            AclEntryPermission.WRITE_ACL,
            AclEntryPermission.WRITE_OWNER);

    /** Returns the entries of a folder and of everything in it. */
    static List<AccessEntry> below(WineMachine machine, String folder) {
        Path classes = Path.of(System.getProperty("logoffd.build.directory", "target"), "test-classes");
        WineMachine.Result printed = machine.java(
                machine.drive(), "-cp", WineMachine.windowsPath(classes), PrintedAccess.class.getName(), folder);
        assertThat(printed.exitCode()).as(printed.output()).isZero();
        return printed.output().lines().map(AccessEntry::parse).toList();
    }

    private static AccessEntry parse(String line) {
        String[] parts = line.split("\t", -1);
        EnumSet<AclEntryPermission> permissions = EnumSet.noneOf(AclEntryPermission.class);
        Arrays.stream(parts[4].split(",", -1))
                .filter(name -> !name.isEmpty())
                .map(AclEntryPermission::valueOf)
                .forEach(permissions::add);
        return new AccessEntry(parts[0], parts[1], parts[2], parts[3], permissions);
    }

    /** Wine makes the account that runs it the owner of every file. */
    boolean isOfSystemOrAdministrators() {
        return TRUSTED.contains(account) || account.equals(owner);
    }

    boolean allowsChanges() {
        return type.equals("ALLOW") && permissions.stream().anyMatch(CHANGES::contains);
    }
}
