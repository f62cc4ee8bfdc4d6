package io.github.logoffd.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Program for the Windows JVM: prints who may do what with a folder and with everything in it, as {@link AccessEntry}
 * reads it.
 */
final class PrintedAccess {

    private PrintedAccess() {}

    public static void main(String[] folder) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(folder[0]))) {
            for (Path path : all.toList()) {
                print(path);
            }
        }
    }

    private static void print(Path path) throws IOException {
        AclFileAttributeView view = Files.getFileAttributeView(path, AclFileAttributeView.class);
        String owner = view.getOwner().getName();
        for (AclEntry entry : view.getAcl()) {
            System.out.println(String.join(
                    "\t",
                    path.toString(),
                    owner,
                    entry.type().name(),
                    entry.principal().getName(),
                    entry.permissions().stream().map(Enum::name).collect(Collectors.joining(","))));
        }
    }
}
