package io.github.logoffd.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;

/** All metrics as they were at one moment, in the format that the client requested. Immutable. */
public final class Exposition {

    private final ExpositionFormatWriter format;
    private final MetricSnapshots metrics;

    Exposition(ExpositionFormatWriter format, MetricSnapshots metrics) {
        this.format = format;
        this.metrics = metrics;
    }

    /** Returns the media type with its version. */
    public String contentType() {
        return format.getContentType();
    }

    /** Returns the number of values. */
    public long size() {
        return metrics.stream()
                .mapToLong(family -> family.getDataPoints().size())
                .sum();
    }

    /**
     * Writes the text in UTF-8.
     *
     * @throws IOException when {@code out} fails
     */
    public void writeTo(OutputStream out) throws IOException {
        // No name of ours needs to be escaped, so every scheme gives the same text.
        format.write(out, metrics, EscapingScheme.DEFAULT);
    }
}
