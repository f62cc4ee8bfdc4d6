package io.github.logoffd.support.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Reads files that are small by their purpose. The kind and the size are checked before the file is opened: a pipe
 * would block forever, a device or a file of a gigabyte would fill the heap. Stateless.
 */
public final class SmallFile {

    /** The largest content that is read, in bytes. */
    public static final int LARGEST = 4 * 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SmallFile() {}

    /**
     * Returns the content.
     *
     * @throws RefusedFileException when the file is missing, is not a regular file, is too large, or cannot be read
     */
    public static byte[] bytes(Path file) throws RefusedFileException {
        return bytes(file, LARGEST);
    }

    /**
     * Returns the content of a file that has at most {@code largest} bytes.
     *
     * @throws RefusedFileException when the file is missing, is not a regular file, is too large, or cannot be read
     */
    public static byte[] bytes(Path file, int largest) throws RefusedFileException {
        try {
            checkKindAndSize(file, largest);
            try (InputStream in = Files.newInputStream(file)) {
                byte[] content = in.readNBytes(largest + 1);
                if (content.length > largest) {
                    throw tooLarge(file, largest);
                }
                return content;
            }
        } catch (RefusedFileException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new RefusedFileException(file, "is missing.", e);
        } catch (IOException e) {
            throw new RefusedFileException(
                    file, "cannot be read (" + e.getClass().getSimpleName() + ").", e);
        }
    }

    private static void checkKindAndSize(Path file, int largest) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new RefusedFileException(
                    file,
                    attributes.isDirectory()
                            ? "is a folder. Give a file."
                            : "is a pipe or a device. Give a regular file.");
        }
        if (attributes.size() > largest) {
            throw tooLarge(file, largest);
        }
    }

    private static RefusedFileException tooLarge(Path file, int largest) {
        return new RefusedFileException(file, "is too large: at most " + largest + " bytes are read.");
    }

    /**
     * Returns the content as text, without the byte order mark that Windows' Notepad writes.
     *
     * @throws RefusedFileException also when the content is not UTF-8, or has the NUL characters that a crash or UTF-16
     *     leaves
     */
    public static String text(Path file) throws RefusedFileException {
        return text(file, LARGEST);
    }

    /**
     * Returns the text of a file that has at most {@code largest} bytes.
     *
     * @throws RefusedFileException also when the content is not UTF-8, or has the NUL characters that a crash or UTF-16
     *     leaves
     */
    public static String text(Path file, int largest) throws RefusedFileException {
        String text = decoded(file, bytes(file, largest));
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new RefusedFileException(
                    file,
                    "contains a NUL character in line "
                            + (text.substring(0, nul).lines().count() + endsLine(text, nul))
                            + ": it was damaged, or is not saved as UTF-8. Restore it, or save it as UTF-8.");
        }
        return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
    }

    /**
     * Returns the text of a file of lines, each of which has its end. A file that was truncated by a full disk, a crash
     * or an editor usually ends within a line.
     *
     * @throws RefusedFileException also for each reason of {@link #text}
     */
    public static String wholeLines(Path file) throws RefusedFileException {
        String text = text(file);
        List<String> lines = text.lines().toList();
        boolean ended = text.endsWith("\n") || text.endsWith("\r");
        if (!ended && !lines.isEmpty() && !lines.get(lines.size() - 1).isBlank()) {
            throw new RefusedFileException(
                    file,
                    "ends within line " + lines.size() + ", which has no line end. It may have been cut: restore it. If"
                            + " it is complete, add a line end after that line.");
        }
        return text;
    }

    /** One when the character begins a line, so that the lines before it do not include its own. */
    private static int endsLine(String text, int index) {
        return index == 0 || text.charAt(index - 1) == '\n' || text.charAt(index - 1) == '\r' ? 1 : 0;
    }

    private static String decoded(Path file, byte[] content) throws RefusedFileException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedFileException(file, "cannot be read as UTF-8 text. Save it as UTF-8.", e);
        }
    }
}
