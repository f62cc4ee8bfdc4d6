package io.github.logoffd.tls;

import io.github.logoffd.support.files.RefusedFileException;
import io.github.logoffd.support.files.SmallFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * File named by a configuration key. Its string form is for messages: the path and the key.
 *
 * @param path the file
 * @param key the configuration key
 */
record TlsFile(Path path, String key) implements KeySource {

    private static final Pattern PASSWORD = Pattern.compile("[ -~]+");

    byte[] bytes() throws TlsException {
        try {
            return SmallFile.bytes(path);
        } catch (RefusedFileException e) {
            throw new TlsException("The file " + this + ' ' + e.reason(), e);
        }
    }

    /** PEM is ASCII; the text around the blocks may be anything. */
    String text() throws TlsException {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    /** Returns the only line, without the byte order mark that Windows' Notepad writes. */
    char[] password() throws TlsException {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        List<String> lines =
                (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
        if (lines.size() != 1 || !PASSWORD.matcher(lines.get(0)).matches()) {
            throw new TlsException("The file " + this
                    + " is not a password file. Expected: one line with the password, in plain ASCII as Java"
                    + " needs it.");
        }
        return lines.get(0).toCharArray();
    }

    @Override
    public String toString() {
        return path + " (" + key + ')';
    }
}
