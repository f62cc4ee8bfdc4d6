package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.logoffd.support.files.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that others can neither read nor write, on Linux, and the judgement about lists of Windows; the rest needs
 * Windows.
 */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "These are the permissions of POSIX; those of Windows have tests of their own.")
class ProtectedFilesTest {

    private record Account(String getName) implements UserPrincipal {

        @Override
        public String getName() {
            return getName;
        }
    }

    private static final Account SYSTEM = new Account("NT-AUTORITÄT\\SYSTEM");
    private static final Account OWNER = new Account("RDS01\\admin");
    private static final Account USERS = new Account("VORDEFINIERT\\Benutzer");

    @TempDir
    private Path folder;

    private final ProtectedFiles files = new ProtectedFiles(List.of());

    @Test
    void aWrittenFileIsTheOwnersOnly() throws Exception {
        Path file = folder.resolve("users.txt");

        files.write(file, "zoë\n");

        assertThat(Files.readString(file)).isEqualTo("zoë\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(files.problem(file)).isEmpty();
    }

    @Test
    void aFileThatIsReplacedGetsTheSamePermissions() throws Exception {
        Path file = withPermissions("rw-r--r--");

        files.write(file, "new");

        assertThat(files.problem(file)).isEmpty();
    }

    @Test
    void theLockOfAFileIsTheOwnersOnly() throws Exception {
        Path file = withPermissions("rw-------");

        files.lock(file).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(LockFile.lockOf(file))))
                .isEqualTo("rw-------");
    }

    /** The account of the service has to read it afterwards. */
    @Test
    @EnabledIfSystemProperty(
            named = "user.name",
            matches = "root",
            disabledReason = "Only root can write the file of another account and give it back.")
    void aFileAndItsLockStayThoseOfTheirOwnerWhenRootChangesTheFile() throws Exception {
        Path file = withPermissions("rw-------");
        UserPrincipal owner =
                file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(file, owner);

        files.lock(file).close();
        files.write(file, "new");

        assertThat(Files.getOwner(file)).isEqualTo(owner);
        assertThat(Files.getOwner(LockFile.lockOf(file))).isEqualTo(owner);
    }

    /** Its owner can change it, and could already have added a user. */
    @Test
    @EnabledIfSystemProperty(
            named = "user.name",
            matches = "root",
            disabledReason = "Only root can give a file to another account.")
    void aFileOfAnotherAccountIsAProblemAndTheRepairIsNamed() throws Exception {
        Path file = withPermissions("rw-------");
        Files.setOwner(
                file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThat(files.problem(file))
                .contains("The account nobody owns " + file
                        + " and can change it. Give it to the account of this process: chown 0 '" + file + "'.");
        assertThat(files.problemOfChange(file)).as("the owner stays").isEmpty();
    }

    @Test
    void aNewFileIsTheOwnersOnlyAndAnExistingOneStays() throws Exception {
        Path file = folder.resolve("audit.jsonl");

        files.create(file);
        assertThat(files.problem(file)).isEmpty();

        Files.writeString(file, "text");
        files.create(file);
        assertThat(Files.readString(file)).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx", "rw---x---"})
    void permissionsOfOthersAreAProblemAndTheRepairIsNamed(String permissions) throws Exception {
        Path file = withPermissions(permissions);

        assertThat(files.problem(file))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains(permissions).endsWith("chmod 600 '" + file + "'."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void theOwnerMayDoAnything(String permissions) throws Exception {
        assertThat(files.problem(withPermissions(permissions))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxr-x", "rwxr-xrwx"})
    void aFolderThatOthersChangeIsAProblemAndTheRepairIsNamed(String permissions) throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString(permissions));

        assertThat(files.folderProblem(shared))
                .contains("Accounts other than the owner can change files in " + shared + " (" + permissions
                        + "). Remove their access: chmod go-w '" + shared + "'.");
    }

    @Test
    void aFolderThatOthersReadIsNoProblem() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(files.folderProblem(shared)).isEmpty();
    }

    @Test
    void permissionsThatCannotBeReadAreAProblem() {
        assertThat(files.problem(folder.resolve("missing")))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("cannot be read (the file or its folder does not exist)"));
    }

    @Test
    void aFileSystemWithoutAccessControlListsIsAProblemAndNothingIsWritten() throws Exception {
        Path file = withPermissions("rw-------");

        assertThatThrownBy(() -> new AclProtection(List.of()).accessProblem(file))
                .isInstanceOf(IOException.class)
                .hasMessage("this file system does not support access control lists");
    }

    @Test
    void whatCannotBeWrittenLeavesTheOldFile() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("users.txt"));
        Files.createFile(directory.resolve("in it"));

        assertThatThrownBy(() -> files.write(directory, "text")).isInstanceOf(IOException.class);

        assertThat(folder).isDirectoryContaining(path -> path.equals(directory));
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void entriesOfTrustedAccountsAndTheOwnerAreFine() {
        assertThat(AclProtection.foreign(List.of(allow(SYSTEM, all()), allow(OWNER, all())), Set.of(SYSTEM, OWNER)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"READ_DATA", "WRITE_DATA", "APPEND_DATA", "DELETE", "DELETE_CHILD", "WRITE_ACL", "WRITE_OWNER"})
    void anEntryThatLetsAnotherAccountReadOrChangeIsFound(AclEntryPermission permission) {
        AclEntry entry = allow(USERS, EnumSet.of(permission, AclEntryPermission.SYNCHRONIZE));

        assertThat(AclProtection.foreign(List.of(allow(SYSTEM, all()), entry), Set.of(SYSTEM, OWNER)))
                .contains("VORDEFINIERT\\Benutzer");
    }

    /** Wine knows no other owner than the account of the process, so that this is tested here. */
    @Test
    void aFileThatBelongsToAnotherAccountIsFoundAndTheRepairIsNamed() {
        Path file = Path.of("users.txt");

        assertThat(AclProtection.foreignOwner(file, SYSTEM, Set.of(SYSTEM, OWNER)))
                .isEmpty();
        assertThat(AclProtection.foreignOwner(file, USERS, Set.of(SYSTEM, OWNER)))
                .contains("The account VORDEFINIERT\\Benutzer owns users.txt and can change it. Give it to the"
                        + " administrators: icacls \"users.txt\" /setowner *S-1-5-32-544.");
    }

    @Test
    void seeingThatTheFileIsThereDoesNoHarm() {
        AclEntry entry = allow(USERS, EnumSet.of(AclEntryPermission.READ_ATTRIBUTES, AclEntryPermission.SYNCHRONIZE));

        assertThat(AclProtection.foreign(List.of(entry), Set.of(SYSTEM))).isEmpty();
    }

    @Test
    void aRefusalForAnotherUserDoesNoHarm() {
        AclEntry entry = AclEntry.newBuilder(allow(USERS, all()))
                .setType(AclEntryType.DENY)
                .build();

        assertThat(AclProtection.foreign(List.of(entry), Set.of(SYSTEM))).isEmpty();
    }

    @Test
    void aListWithoutEntriesIsAProblemSinceItMayBeNoListAtAll() {
        assertThat(AclProtection.foreign(List.of(), Set.of(SYSTEM))).contains("the file system reports no ACL entry");
    }

    private static AclEntry allow(UserPrincipal who, Set<AclEntryPermission> what) {
        return AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(who)
                .setPermissions(what)
                .build();
    }

    private static Set<AclEntryPermission> all() {
        return EnumSet.allOf(AclEntryPermission.class);
    }

    private Path withPermissions(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "old");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
