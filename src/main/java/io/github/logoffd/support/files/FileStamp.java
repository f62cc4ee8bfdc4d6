package io.github.logoffd.support.files;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Content digest of a small file, compared to detect changes. Size and time are not sufficient: {@code copy} and
 * backups preserve both.
 *
 * @param content the SHA-256 digest, or why the file cannot be read
 */
record FileStamp(String content) {

    /** Reads several files, in order. */
    static List<FileStamp> of(List<Path> files) {
        return files.stream().map(FileStamp::of).toList();
    }

    private static FileStamp of(Path file) {
        try {
            return new FileStamp(HexFormat.of().formatHex(sha256().digest(SmallFile.bytes(file))));
        } catch (RefusedFileException e) {
            return new FileStamp(e.reason());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256.", e);
        }
    }
}
