package io.github.logoffd.cli.doctor;

import io.github.logoffd.support.text.ErrorText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Text files for one zip, collected in memory so that there is never a part of it on the disk. */
final class Bundle {

    /**
     * File of the zip.
     *
     * @param name its path in the zip
     * @param content one phrase for the list of what is in it
     */
    record Entry(String name, String content, String text) {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(String name, String content, List<String> lines) {
        entries.add(new Entry(name, content, String.join("\n", lines) + '\n'));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * Writes the zip under a name that no file has. The draft beside it is readable for the account of this process
     * only, as far as the system has such files.
     *
     * @throws IOException when there is such a file, or it cannot be written; then nothing is left behind
     */
    void write(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            throw exists(absolute, null);
        }
        byte[] zip = zip();
        try {
            Path draft = Files.createTempFile(absolute.getParent(), "logoffd-support", ".new");
            try {
                writeAndForce(draft, zip);
                Files.move(draft, absolute);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(absolute, e);
        } catch (IOException e) {
            throw new IOException(
                    "The file " + absolute + " cannot be written (" + ErrorText.ofFile(e)
                            + "). Nothing was left behind.",
                    e);
        }
    }

    private static IOException exists(Path target, @Nullable IOException cause) {
        return new IOException("The file " + target + " exists and is not overwritten. Give another name.", cause);
    }

    private byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Entry entry : entries) {
                zip.putNextEntry(new ZipEntry(entry.name()));
                zip.write(entry.bytes());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void writeAndForce(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }
}
