package io.github.logoffd.testing;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts for properties, in which what matters comes far more often than by chance. */
public final class AnyText {

    private AnyText() {}

    /** Any characters, halves of pairs included, often those that could forge or hide something. */
    public static Arbitrary<String> hostile(int mostChars) {
        Arbitrary<Character> dangerous = Arbitraries.of(
                '"', '\\', '\n', '\r', '\t', '\u0000', '\u001b', '\u007f', '\u0085', '\u200b', '\u2028', '\u2029',
                '\u202e', '\u2066', '\ufeff', '\ud83d', '\ude00', '\udb40', '\udc41', '\uffff', '{', '}', ',', ':', '%',
                '1', 'u');
        return Arbitraries.oneOf(dangerous, Arbitraries.chars().all())
                .list()
                .ofMaxSize(mostChars)
                .map(AnyText::joined);
    }

    /** Pieces of a language in any order, some of them hostile. */
    public static Arbitrary<String> of(int mostPieces, String... pieces) {
        return Arbitraries.frequencyOf(Tuple.of(5, Arbitraries.of(pieces)), Tuple.of(1, hostile(4)))
                .list()
                .ofMaxSize(mostPieces)
                .map(AnyText::joined);
    }

    private static String joined(Iterable<?> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(text::append);
        return text.toString();
    }
}
