package io.github.logoffd.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * By what a change of a file shows.
 *
 * @param modified the time of the last change, {@code ""} when the file cannot be looked at
 * @param size in bytes, -1 when the file cannot be looked at
 */
public record FileStamp(String modified, long size) {

    /** Looks at several files, in their order. */
    public static List<FileStamp> of(List<Path> files) {
        return files.stream().map(FileStamp::of).toList();
    }

    private static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(attributes.lastModifiedTime().toString(), attributes.size());
        } catch (IOException e) {
            // Reading it will say why, in words.
            return new FileStamp("", -1);
        }
    }
}
