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

/** Permissions of Linux and macOS: the owner only. Access control lists that a file has beside them are not looked at. */
final class PosixProtection implements Protection {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    @Override
    public FileAttribute<?> forNewFiles() {
        return PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    }

    /** Keeps the owner: a file that root has changed must stay readable for the account of the service. */
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
                ? Optional.of("Others than its owner have permissions for " + file + " ("
                        + PosixFilePermissions.toString(permissions) + "); expected are none: chmod 600 '" + file
                        + "'.")
                : Optional.empty();
    }
}
