package io.github.logoffd.bench;

import io.github.logoffd.bench.ScaleBenchmark.Growth;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Draws how figures grow with the number of sessions; both axes are logarithmic, so that a straight line is
 * proportional.
 */
final class Drawing {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 480;
    private static final String[] CONNECTIONS = {"1 connection", "8 connections", "32 connections"};

    private Drawing() {}

    static void latency(List<Growth> all, Path file) throws IOException {
        XYChart chart = chart("One attribute over HTTP", "p50, ms");
        for (int i = 0; i < CONNECTIONS.length; i++) {
            int index = i;
            line(chart, CONNECTIONS[i], all, growth -> growth.reads().get(index).p50());
        }
        save(chart, file);
    }

    static void growth(List<Growth> all, Path file) throws IOException {
        XYChart chart = chart("Everything at once, a refresh, memory", "ms, MiB");
        line(chart, "SessionHost/Sessions, p50 ms", all, Growth::whole);
        line(chart, "list, p50 ms", all, Growth::list);
        line(chart, "refresh, ms", all, growth -> Math.max(growth.refresh(), 1));
        line(chart, "resident, MiB", all, Growth::resident);
        save(chart, file);
    }

    private static XYChart chart(String title, String unit) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("sessions")
                .yAxisTitle(unit)
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setChartBackgroundColor(Color.WHITE)
                .setLegendPosition(LegendPosition.OutsideS);
        return chart;
    }

    private static void line(XYChart chart, String name, List<Growth> all, ToDoubleFunction<Growth> value) {
        chart.addSeries(
                name,
                all.stream().mapToDouble(Growth::sessions).toArray(),
                all.stream().mapToDouble(value).toArray());
    }

    private static void save(XYChart chart, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
