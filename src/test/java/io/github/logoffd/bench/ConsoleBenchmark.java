package io.github.logoffd.bench;

import io.github.logoffd.monitoring.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jolokia.json.JSONArray;
import org.jolokia.json.JSONObject;

/**
 * The console in Chromium: how fast it shows, searches and follows 5,000 sessions on 20 hosts, what memory the page
 * needs, and what an open page costs the service. Prints a table; CONTRIBUTING has the command.
 */
final class ConsoleBenchmark {

    private static final int HOSTS = 20;
    private static final int SESSIONS_OF_A_HOST = 250;
    private static final int SESSIONS_OF_ONE_HOST = 1000;
    private static final int CHANGES_PER_SECOND = 10;
    private static final int EVENTS = 100;
    private static final Duration COST_ROUND = Duration.ofSeconds(60);

    /** Scripts see the time that the browser needed to draw, not only their own. */
    private static final String AFTER_DRAWING = "const drawn=()=>new Promise(r=>requestAnimationFrame(()=>{"
            + "const c=new MessageChannel();c.port1.onmessage=()=>r(performance.now());c.port2.postMessage(0)}));";

    private final Path folder;
    private final Browser browser;

    private ConsoleBenchmark(Path folder, Browser browser) {
        this.folder = folder;
        this.browser = browser;
    }

    /**
     * Measures and prints.
     *
     * @param args how many minutes the memory of the page is watched, 10 if left out
     */
    public static void main(String[] args) throws Exception {
        int minutes = args.length == 0 || args[0].isEmpty() ? 10 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("logoffd-bench");
        try (Browser browser = Browser.start(folder)) {
            browser.look(1280, 800, "light");
            System.out.printf(
                    "Java %s, %d processors, %d sessions on %d hosts%n%n| what | measured | wanted |%n|---|---|---|%n",
                    Runtime.version(), Runtime.getRuntime().availableProcessors(), HOSTS * SESSIONS_OF_A_HOST, HOSTS);
            ConsoleBenchmark benchmark = new ConsoleBenchmark(folder, browser);
            benchmark.page(minutes);
            benchmark.cost();
        }
    }

    /** The service watches its own machine beside the hosts that are named. */
    private void page(int minutes) throws Exception {
        String hosts = IntStream.range(1, HOSTS).mapToObj(i -> "RDS" + i).collect(Collectors.joining(","));
        try (MeasuredServer server = MeasuredServer.unfriendly(folder("hosts"), SESSIONS_OF_A_HOST, "hosts=" + hosts)) {
            Pause.of(Duration.ofSeconds(5));
            open(server);
            row("first load, kB compressed", loadedKilobytes(), "100");
            row("first rows after signing in, ms", firstRows(server), "1000");
            awaitAll(HOSTS * SESSIONS_OF_A_HOST);
            browser.run(
                    "window.longFrames=[];new PerformanceObserver(l=>l.getEntries().forEach(e=>longFrames.push(e.duration)))"
                            + ".observe({type:'long-animation-frame'})");
            double[] keys = keyStrokes();
            row("a key stroke of the search until it is drawn, median ms", percentile(keys, 0.5), "");
            row("the longest of them, ms", percentile(keys, 1), "50");
            double[] pages = pages();
            row("a page further until it is drawn, median ms", percentile(pages, 0.5), "");
            row("the longest of them, ms", percentile(pages, 1), "");
            row(
                    "longest frame of the page meanwhile, ms (0: none above 50)",
                    number("Math.max(0,...longFrames)"),
                    "50");
            try (Churn churn = new Churn(server, "RDS1")) {
                double[] events = events(churn);
                row("an event until it is visible, median ms", percentile(events, 0.5), "");
                row("the slowest of twenty, ms", percentile(events, 0.95), "150");
                row("memory of the page at first, MB", heapMegabytes(), "");
                churn.changes(CHANGES_PER_SECOND, Duration.ofMinutes(minutes));
                row("after " + minutes + " minutes with 10 changes a second, MB", heapMegabytes(), "60");
            }
        }
    }

    /** What the same changes cost the service without and with a page that follows them, both after a while. */
    private void cost() throws Exception {
        browser.open("about:blank");
        try (MeasuredServer server = MeasuredServer.product(folder("cost"), SESSIONS_OF_ONE_HOST);
                Churn churn = new Churn(server, "SIM-RDS01")) {
            churn.changes(CHANGES_PER_SECOND, COST_ROUND);
            double without = processorPerSecond(server, churn);
            open(server);
            firstRows(server);
            awaitAll(SESSIONS_OF_ONE_HOST);
            churn.changes(CHANGES_PER_SECOND, COST_ROUND);
            double with = processorPerSecond(server, churn);
            row("an open page, 1000 sessions and 10 changes a second, % of a core", (with - without) / 10, "1");
        }
    }

    private static double processorPerSecond(MeasuredServer server, Churn churn) throws Exception {
        double before = server.cpuMillis();
        churn.changes(CHANGES_PER_SECOND, COST_ROUND);
        return (server.cpuMillis() - before) / COST_ROUND.toSeconds();
    }

    private void open(MeasuredServer server) {
        browser.open("http://127.0.0.1:" + server.port() + "/console/");
        browser.text("//h1");
    }

    private double loadedKilobytes() {
        return number("performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
                        + ".reduce((sum,e)=>sum+e.transferSize,0)")
                / 1000;
    }

    private double firstRows(MeasuredServer server) {
        return asynchronous(
                AFTER_DRAWING + "const set=(n,v)=>{document.querySelector(`[name=${n}]`).value=v};"
                        + "set('username','operator');set('password',arguments[0]);const t=performance.now();"
                        + "document.querySelector('form button').click();"
                        + "const look=()=>document.querySelector('tbody tr')?drawn().then(end=>done(end-t)):requestAnimationFrame(look);look()",
                server.password());
    }

    private void awaitAll(int sessions) {
        browser.text("//p[contains(@class,'count')][contains(.,'" + sessions + " sessions')]");
    }

    /** Types and deletes words, one character after the other. */
    private double[] keyStrokes() {
        return numbers(
                AFTER_DRAWING + "const input=document.querySelector('[type=search]'),times=[];(async()=>{"
                        + "for(const word of ['user 17','rds12','disconnected','lt-','anna']){"
                        + "for(let i=1;i<=2*word.length;i++){const t=performance.now();"
                        + "input.value=i<=word.length?word.slice(0,i):word.slice(0,2*word.length-i);"
                        + "input.dispatchEvent(new Event('input',{bubbles:true}));times.push(await drawn()-t)}}done(times.join(' '))})()");
    }

    private double[] pages() {
        return numbers(AFTER_DRAWING + "const times=[];(async()=>{for(let i=0;i<15;i++){"
                + "const t=performance.now();document.querySelector('.pager button:last-child').click();"
                + "times.push(await drawn()-t)}done(times.join(' '))})()");
    }

    /** From before the request of another client until the row of its user shows the countdown, or none any more. */
    private double[] events(Churn churn) throws Exception {
        browser.type("//input[@type='search']", churn.host() + ' ' + churn.user());
        browser.text("//tbody/tr[1]");
        browser.run(
                "window.seen=[];const isWarned=()=>!!document.querySelector('tbody .WARNED');window.warned=isWarned();"
                        + "new MutationObserver(()=>{const now=isWarned();if(now!==window.warned){window.warned=now;seen.push(performance.timeOrigin+performance.now())}})"
                        + ".observe(document.querySelector('tbody'),{subtree:true,childList:true,characterData:true,attributes:true})");
        double[] times = new double[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            double begin = churn.changeFirst();
            int expected = i + 1;
            times[i] = asynchronous("const look=()=>seen.length>=arguments[0]?done(seen[arguments[0]-1]-arguments[1])"
                            .replace("arguments[0]", Integer.toString(expected))
                            .replace("arguments[1]", Double.toString(begin))
                    + ":setTimeout(look,5);look()");
        }
        browser.type("//input[@type='search']", " ");
        return times;
    }

    private double heapMegabytes() {
        browser.chrome("Performance.enable", Map.of());
        browser.chrome("HeapProfiler.collectGarbage", Map.of());
        JSONObject metrics = (JSONObject) browser.chrome("Performance.getMetrics", Map.of());
        return ((JSONArray) metrics.get("metrics"))
                .stream()
                        .map(JSONObject.class::cast)
                        .filter(metric -> metric.get("name").equals("JSHeapUsedSize"))
                        .mapToDouble(metric -> ((Number) metric.get("value")).doubleValue() / 1e6)
                        .findFirst()
                        .orElseThrow();
    }

    private double number(String expression) {
        return ((Number) browser.run("return " + expression)).doubleValue();
    }

    private double asynchronous(String script, Object... arguments) {
        return ((Number) browser.runAsync("const done=arguments[arguments.length-1];" + script, arguments))
                .doubleValue();
    }

    private double[] numbers(String script) {
        String text = String.valueOf(browser.runAsync("const done=arguments[arguments.length-1];" + script));
        return List.of(text.split(" ")).stream()
                .flatMapToDouble(number -> DoubleStream.of(Double.parseDouble(number)))
                .toArray();
    }

    private static double percentile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(part * (sorted.length - 1))];
    }

    private static void row(String what, double value, String wanted) {
        System.out.printf("| %s | %.1f | %s |%n", what, value, wanted);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** Another operator, who warns users and calls it off again: each is a change that every page shows. */
    private static final class Churn implements AutoCloseable {

        private static final int USERS = 50;

        private final MeasuredServer server;
        private final String host;
        private final KeptConnection connection;
        private final List<JSONObject> sessions;
        private int next;

        Churn(MeasuredServer server, String host) throws Exception {
            this.server = server;
            this.host = host;
            this.connection = new KeptConnection(server.port());
            this.sessions = Sessions.of(server, host, USERS);
        }

        String host() {
            return host;
        }

        String user() {
            return (String) sessions.get(0).get("UserName");
        }

        /** Changes the first session and returns the time before, as browsers count it. */
        double changeFirst() throws IOException {
            double begin = System.currentTimeMillis();
            change(sessions.get(0));
            return begin;
        }

        void changes(int perSecond, Duration time) throws IOException {
            long start = System.nanoTime();
            long between = Duration.ofSeconds(1).toNanos() / perSecond;
            long count = time.toNanos() / between;
            for (long i = 0; i < count; i++) {
                change(sessions.get(1 + next++ % (USERS - 1)));
                Pause.of(Duration.ofNanos(start + (i + 1) * between - System.nanoTime()));
            }
        }

        private void change(JSONObject session) throws IOException {
            boolean warned = Boolean.TRUE.equals(session.get("warned"));
            session.put("warned", !warned);
            String arguments = warned ? "" : ",\"Save your work\",3600";
            connection.ask(server.post("{\"type\":\"exec\",\"mbean\":\"logoffd:type=SessionHost,host=" + host
                    + "\",\"operation\":\"" + (warned ? "requestCancel" : "requestWarning") + "\",\"arguments\":[\""
                    + session.get("Key") + '"' + arguments + "]}"));
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
