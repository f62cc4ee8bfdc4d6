package io.github.logoffd.cli.windows;

import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.files.SmallFile;
import io.github.logoffd.support.text.ErrorText;
import io.github.logoffd.support.text.VisibleText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A file with a receiver in each line: in UTF-8 or UTF-16 with a byte order mark, as Notepad and PowerShell write it,
 * in UTF-8 without one, or in the code page of the console, as a batch file writes it.
 */
final class ReceiverFile {

    private static final String EXPECTED = " Give a file with a name or id in each line.";

    private static final Map<Charset, byte[]> MARKS = Map.of(
            StandardCharsets.UTF_8, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            StandardCharsets.UTF_16LE, new byte[] {(byte) 0xff, (byte) 0xfe},
            StandardCharsets.UTF_16BE, new byte[] {(byte) 0xfe, (byte) 0xff});

    private final String file;

    private ReceiverFile(String file) {
        this.file = file;
    }

    /**
     * Reads the receivers; blank lines are none.
     *
     * @param console the code page of the console
     * @throws IOException when there is none, or a line is no text; the message is one sentence
     */
    static List<Receiver> read(String file, Charset console) throws IOException {
        try {
            return new ReceiverFile(file).receivers(SmallFile.bytes(Path.of(file)), console);
        } catch (RefusedFileException e) {
            throw new IOException(ErrorText.of(e) + EXPECTED, e);
        } catch (InvalidPathException e) {
            throw new IOException("There is no file " + file + '.' + EXPECTED, e);
        }
    }

    private List<Receiver> receivers(byte[] content, Charset console) throws IOException {
        String text = text(content, console);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw wrong(
                    line(text, nul), "has a NUL character, as UTF-16 without a byte order mark or a damaged file has.");
        }
        List<Receiver> receivers = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!VisibleText.isBlank(line)) {
                receivers.add(new Receiver("Line " + number + " of " + file + ": ", line.strip()));
            }
        }
        if (receivers.isEmpty()) {
            throw new IOException("The file " + file + " is empty. Write a name or id in each line.");
        }
        return receivers;
    }

    private String text(byte[] content, Charset console) throws IOException {
        for (Map.Entry<Charset, byte[]> mark : MARKS.entrySet()) {
            if (startsWith(content, mark.getValue())) {
                Decoded marked = Decoded.of(content, mark.getKey());
                return marked.valid(this, mark.getKey().name()).substring(1);
            }
        }
        Decoded utf8 = Decoded.of(content, StandardCharsets.UTF_8);
        return utf8.isComplete() || console.equals(StandardCharsets.UTF_8)
                ? utf8.valid(this, StandardCharsets.UTF_8.name())
                : Decoded.of(content, console).valid(this, "UTF-8, nor text in the code page " + console.name());
    }

    private static boolean startsWith(byte[] content, byte[] mark) {
        return content.length >= mark.length
                && ByteBuffer.wrap(content, 0, mark.length).equals(ByteBuffer.wrap(mark));
    }

    private static long line(String text, int index) {
        return text.substring(0, index)
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
    }

    private IOException wrong(long line, String problem) {
        return new IOException("Line " + line + " of " + file + ' ' + problem + " Save the file as UTF-8.");
    }

    /**
     * Text of a file, up to the first byte that is none.
     *
     * @param isComplete whether all of the file is text
     */
    private record Decoded(String text, boolean isComplete) {

        private static Decoded of(byte[] content, Charset charset) {
            CharBuffer characters = CharBuffer.allocate(content.length + 1);
            CoderResult result = charset.newDecoder().decode(ByteBuffer.wrap(content), characters, true);
            return new Decoded(characters.flip().toString(), result.isUnderflow());
        }

        private String valid(ReceiverFile file, String charset) throws IOException {
            if (!isComplete) {
                throw file.wrong(line(text, text.length()), "is not text in " + charset + '.');
            }
            return text;
        }
    }
}
