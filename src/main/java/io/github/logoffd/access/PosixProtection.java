package io.github.logoffd.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/** POSIX permissions of Linux and macOS: owner only. Additional access control lists of a file are not checked. */
final class PosixProtection implements Protection {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    @Override
    public FileAttribute<?> forNewFiles() {
        return PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    }

    /** Keeps the owner: after a change by root the file must stay readable for the service account. */
    @Override
    public void apply(Path created, Path target) throws IOException {
        if (Files.exists(target)) {
            UserPrincipal owner = Files.getOwner(target);
            if (!owner.equals(Files.getOwner(created))) {
                Files.setOwner(created, owner);
            }
        }
    }

    @Override
    public Optional<String> problem(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        boolean others =
                permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"));
        return others
                ? Optional.of("Accounts other than the owner have access to " + file + " ("
                        + PosixFilePermissions.toString(permissions) + "). Remove their access: chmod 600 '" + file
                        + "'.")
                : Optional.empty();
    }
}
