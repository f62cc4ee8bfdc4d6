package io.github.logoffd.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.host.windows.WellKnownAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with access control lists. Its name keeps it out of the tests of other systems: {@code WindowsJvmIT} runs it.
 */
class ProtectedFilesOnWindows {

    @TempDir
    private Path folder;

    private List<String> trusted;
    private ProtectedFiles files;

    @BeforeEach
    void askWindows() throws IOException {
        trusted = WellKnownAccounts.systemAndAdministrators();
        files = new ProtectedFiles(trusted);
    }

    @Test
    void theAccountsAreThoseThatWindowsKnows() throws Exception {
        assertThat(trusted).hasSize(2).doesNotHaveDuplicates();
        for (String account : trusted) {
            assertThat(lookup(account).getName()).isEqualTo(account);
        }
    }

    @Test
    void aWrittenFileHasEntriesOfTrustedAccountsAndTheOwnerOnly() throws Exception {
        Path file = folder.resolve("users.txt");

        files.write(file, "zoë\n");

        assertThat(Files.readString(file)).isEqualTo("zoë\n");
        assertThat(files.problem(file)).isEmpty();
        assertThat(acl(file).getAcl())
                .isNotEmpty()
                .extracting(AclEntry::principal)
                .isSubsetOf(lookup(trusted.get(0)), lookup(trusted.get(1)), Files.getOwner(file));
    }

    @Test
    void aFileThatIsReplacedIsProtectedToo() throws Exception {
        Path file = readableByEverybody();

        files.write(file, "new");

        assertThat(files.problem(file)).isEmpty();
        assertThat(Files.readString(file)).isEqualTo("new");
    }

    @Test
    void aFileThatOthersReadIsAProblemAndTheRepairIsNamed() throws Exception {
        Path file = readableByEverybody();

        assertThat(files.problem(file))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("Everyone", "icacls \"" + file + "\" /reset", "*S-1-5-18:F *S-1-5-32-544:F."));
    }

    @Test
    void aFolderThatOthersChangeIsAProblemAndOneThatTheyReadIsNone() throws Exception {
        Path users = Files.createDirectory(folder.resolve("data"));
        AclEntry own = AclEntry.newBuilder(acl(users).getAcl().get(0))
                .setPrincipal(Files.getOwner(users))
                .setFlags()
                .build();
        AclEntry reading = AclEntry.newBuilder(own)
                .setPrincipal(lookup("Everyone"))
                .setPermissions(AclEntryPermission.LIST_DIRECTORY, AclEntryPermission.READ_ATTRIBUTES)
                .build();
        acl(users).setAcl(List.of(own, reading));
        assertThat(files.folderProblem(users)).isEmpty();

        acl(users)
                .setAcl(List.of(
                        own,
                        AclEntry.newBuilder(reading)
                                .setPermissions(AclEntryPermission.LIST_DIRECTORY, AclEntryPermission.ADD_FILE)
                                .build()));
        assertThat(files.folderProblem(users))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains(
                                "can change files in " + users + " (", "Everyone", "icacls \"" + users + "\" /remove"));
    }

    private Path readableByEverybody() throws IOException {
        Path file = Files.writeString(folder.resolve("users.txt"), "old");
        AclEntry everybody = AclEntry.newBuilder(acl(file).getAcl().get(0))
                .setPrincipal(lookup("Everyone"))
                .build();
        acl(file).setAcl(List.of(everybody));
        return file;
    }

    private static AclFileAttributeView acl(Path file) {
        return Files.getFileAttributeView(file, AclFileAttributeView.class);
    }

    private UserPrincipal lookup(String name) throws IOException {
        return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }
}
