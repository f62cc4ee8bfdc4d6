package io.github.logoffd.cli.setup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Version of the product: numbers between points, and perhaps a hyphen and a word, which comes before the version
 * without one. Immutable.
 */
record ProductVersion(String text) implements Comparable<ProductVersion> {

    private static final Comparator<ProductVersion> ORDER = Comparator.comparing(
                    ProductVersion::numbers, ProductVersion::compare)
            .thenComparing(ProductVersion::isFinal)
            .thenComparing(ProductVersion::text);

    private static int compare(List<Integer> left, List<Integer> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int difference = Integer.compare(at(left, i), at(right, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int at(List<Integer> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }

    private List<Integer> numbers() {
        return Arrays.stream(text.split("-", 2)[0].split("\\.", -1))
                .map(ProductVersion::number)
                .toList();
    }

    /** What is no number, as in a build that was never released, comes first. */
    private static int number(String part) {
        return part.matches("\\d{1,9}") ? Integer.parseInt(part) : 0;
    }

    private boolean isFinal() {
        return !text.contains("-");
    }

    @Override
    public int compareTo(ProductVersion other) {
        return ORDER.compare(this, other);
    }
}
