package io.github.logoffd.access;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * POSIX permissions of Linux and macOS: owner only, who is the account of this process or root. Additional access
 * control lists of a file are not checked.
 */
final class PosixProtection implements Protection {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final long ROOT = 0;

    @Override
    public FileAttribute<?> forNewFiles() {
        return PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    }

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
    public Optional<String> accessProblem(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        boolean others =
                permissions.stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"));
        return others
                ? Optional.of("Accounts other than the owner have access to " + file + " ("
                        + PosixFilePermissions.toString(permissions) + "). Remove their access: chmod 600 '" + file
                        + "'.")
                : Optional.empty();
    }

    @Override
    public Optional<String> writeProblem(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        boolean others = permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        return others
                ? Optional.of("Accounts other than the owner can change files in " + folder + " ("
                        + PosixFilePermissions.toString(permissions) + "). Remove their access: chmod go-w '" + folder
                        + "'.")
                : Optional.empty();
    }

    @Override
    public Optional<String> ownerProblem(Path file) throws IOException {
        UserPrincipal owner = Files.getOwner(file);
        UserPrincipal own = account(new UnixSystem().getUid());
        return owner.equals(own) || owner.equals(account(ROOT))
                ? Optional.empty()
                : Optional.of("The account " + owner.getName() + " owns " + file
                        + " and can change it. Give it to the account of this process: chown " + own.getName() + " '"
                        + file + "'.");
    }

    /** The lookup takes a number for the name of the account with that number. */
    private static UserPrincipal account(long number) throws IOException {
        return Path.of("").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(Long.toString(number));
    }
}
