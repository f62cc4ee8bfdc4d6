package io.github.logoffd.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one word that a session has in what a plugin says. */
class SessionTagTest {

    private static final String KEY = "TS01:3:2026-11-20T19:32:33.973934200Z";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONTOSO\\m.svensson",
                "a\"b'c`d$e&f|g;h<i>j~k!l%m,n=o",
                "zoë 日本\uD83D\uDE00",
                "line\nbreak\\nancy"
            })
    void everyAccountComesBackFromAWordThatNoShellUnderstands(String account) {
        SessionTag tag = new SessionTag(KEY, account);

        assertThat(tag.word()).matches("[A-Za-z0-9._:,%-]+");
        assertThat(SessionTag.parse(tag.word())).contains(tag);
    }

    @Test
    void halfOfASurrogatePairComesBackAsTheServiceWritesIt() {
        SessionTag tag = new SessionTag(KEY, "CORP\\a\uD800");

        assertThat(SessionTag.parse(tag.word())).contains(new SessionTag(KEY, "CORP\\a<U+D800>"));
    }

    @Test
    void theWordIsTheKeyAndTheEncodedAccount() {
        assertThat(new SessionTag(KEY, "CORP\\zoë").word()).isEqualTo(KEY + ",CORP%5Czo%C3%AB");
    }

    @Test
    void withoutAUserTheWordIsTheKeyWhichNoRequestAccepts() {
        assertThat(new SessionTag(KEY, "").word()).isEqualTo(KEY);
        assertThat(SessionTag.parse(KEY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "TS01:3:x",
                "TS01:3:x,",
                ",user",
                "TS01:3:x,a b",
                "a,b,c",
                "a,%20",
                "a,%C2%A0",
                "a,%E2%80%8B",
                "a,%",
                "a,%4",
                "a,%zz",
                "a,%FF",
                "a,$(id)"
            })
    void anythingElseIsNone(String word) {
        assertThat(SessionTag.parse(word)).isEmpty();
    }
}
