package io.github.logoffd.web.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of the console and its files, as they are in the jar. The address of every file begins with a digest of all
 * of them: browsers can keep a file for ever, and never mix the files of two versions. Immutable.
 */
final class ConsoleFiles {

    private static final String PAGE = "index.html";
    private static final String LIST = "files.txt";

    /** Stands for the digest in the page. */
    private static final String DIGEST = "{digest}";

    private static final int DIGEST_CHARACTERS = 12;

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Content> files;
    private final String page;
    private final String policy;

    /** One file and its media type. */
    static final class Content {

        private final byte[] bytes;
        private final String type;

        private Content(byte[] bytes, String type) {
            this.bytes = bytes;
            this.type = type;
        }

        String type() {
            return type;
        }

        void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    private ConsoleFiles(Map<String, Content> files, String page, String policy) {
        this.files = Map.copyOf(files);
        this.page = page;
        this.policy = policy;
    }

    /** Reads the files of the jar; {@value #LIST} names them. */
    static ConsoleFiles load() {
        Map<String, byte[]> contents = new TreeMap<>();
        for (String name : names()) {
            contents.put(name, read(name));
        }
        byte[] template = read(PAGE);
        MessageDigest digest = sha256();
        digest.update(template);
        contents.forEach((name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        String version = Base64.getUrlEncoder().encodeToString(digest.digest()).substring(0, DIGEST_CHARACTERS);
        Map<String, Content> files = new HashMap<>();
        contents.forEach((name, bytes) -> files.put(version + '/' + name, new Content(bytes, type(name))));
        String page = new String(template, StandardCharsets.UTF_8).replace(DIGEST, version);
        return new ConsoleFiles(files, page, policy(page));
    }

    static List<String> names() {
        return new String(read(LIST), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] read(String name) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The file " + name + " of the console is missing.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name) {
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .orElseThrow(() -> new IllegalStateException("The file " + name + " has no media type."));
    }

    /** The import map is the only script in the page itself, and is allowed by its hash. */
    private static String policy(String page) {
        Matcher map = IMPORT_MAP.matcher(page);
        if (!map.find()) {
            throw new IllegalStateException("The page of the console has no import map.");
        }
        String hash =
                Base64.getEncoder().encodeToString(sha256().digest(map.group(1).getBytes(StandardCharsets.UTF_8)));
        return "default-src 'none'; script-src 'self' 'sha256-" + hash + "'; style-src 'self'; img-src 'self';"
                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String page() {
        return page;
    }

    /** Returns the value of the Content-Security-Policy header of the page. */
    String policy() {
        return policy;
    }

    Optional<Content> find(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
