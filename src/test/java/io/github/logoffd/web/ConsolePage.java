package io.github.logoffd.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.monitoring.Browser;
import io.github.logoffd.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jolokia.json.JSONObject;

/** The console in a browser, as a person uses it. */
final class ConsolePage {

    static final String ENTER = "\uE007";
    static final String TAB = "\uE004";
    static final String ESCAPE = "\uE00C";

    /** What became of an act, in its dialog. */
    static final String OUTCOME = "//dialog//div[contains(@class,'outcome')]";

    private static final Path AXE = Path.of(System.getProperty("logoffd.build.directory", "target"), "axe/axe.min.js");
    /** Violations of the policy are also counted by the page itself, since they may not be in the log. */
    private static final String COUNT_VIOLATIONS =
            "window.violations=[];document.addEventListener('securitypolicyviolation',e=>violations.push(e.violatedDirective+' '+e.blockedURI))";

    private final Browser browser;
    private final String origin;

    ConsolePage(Browser browser, int port) {
        this.browser = browser;
        this.origin = "http://127.0.0.1:" + port;
    }

    /** Lets every page count what its policy stops. */
    static void countViolations(Browser browser) {
        Object unused = browser.chrome("Page.addScriptToEvaluateOnNewDocument", Map.of("source", COUNT_VIOLATIONS));
    }

    /** Opens the page; what was logged before does not count. */
    ConsolePage open() {
        return openAt("");
    }

    /** Opens the page by a link with a view in its fragment. */
    ConsolePage openAt(String fragment) {
        List<JSONObject> unusedErrors = browser.log("browser");
        List<JSONObject> unusedRequests = browser.log("performance");
        browser.open(origin + "/console/" + fragment);
        return this;
    }

    ConsolePage signIn(String user) {
        type("//input[@name='username']", user);
        type("//input[@name='password']", UsersFixture.PASSWORD + ENTER);
        browser.text("//header[contains(.,'" + user + "')]");
        return this;
    }

    void type(String xpath, String text) {
        browser.type(xpath, text);
    }

    /** Chooses an option of a list by its label. */
    void choose(String label, String option) {
        click("//label[span[.='" + label + "']]/select/option[.='" + option + "']");
    }

    void click(String xpath) {
        browser.click(xpath);
    }

    /** Presses keys where the focus is. */
    void press(String keys) {
        browser.press(keys);
    }

    String text(String xpath) {
        return browser.text(xpath);
    }

    /** Opens the dialog of an act from the row of a user. */
    void begin(String act, String user) {
        click(row(user) + "//button[contains(@class,'act " + act + "')]");
        text("//dialog//h2");
    }

    /** Opens the details of a user. */
    void open(String user) {
        click(row(user) + "//button[contains(@class,'link')]");
        text("//aside//h2");
    }

    /** Opens the dialog of an act from the details of a user. */
    void beginInDetails(String act, String user) {
        open(user);
        click("//aside//button[contains(@class,'act " + act + "')]");
        text("//dialog//h2");
    }

    /** Shows another page of the console. */
    void visit(String page) {
        click("//header//button[.='" + page + "']");
    }

    /**
     * Lets the page believe that the browser has kept it in its memory and shows it again: it reads everything anew.
     */
    void showAgain() {
        run("dispatchEvent(new PageTransitionEvent('pageshow',{persisted:true}))");
    }

    /** Presses the button of the open dialog that does what its title says. */
    void confirm() {
        click("//dialog//button[not(@type='button') and not(@disabled)]");
    }

    static String row(String user) {
        return "//tbody/tr[.//bdi[.='" + user + "']]";
    }

    /** Waits until the part of the page contains the text. */
    void await(String xpath, String text) {
        Await.until(xpath + " contains " + text, () -> find(xpath).contains(text));
    }

    void awaitGone(String xpath) {
        Await.until(xpath + " is gone", () -> !is(xpath));
    }

    /** Returns the text of the first such element, {@code ""} when there is none. */
    String find(String xpath) {
        return String.valueOf(browser.run(
                "const e=document.evaluate(arguments[0],document,null,9,null).singleNodeValue;return e?e.innerText:''",
                xpath));
    }

    boolean is(String xpath) {
        return count(xpath) > 0;
    }

    long count(String xpath) {
        return ((Number) browser.run(
                        "return document.evaluate('count('+arguments[0]+')',document,null,1,null).numberValue", xpath))
                .longValue();
    }

    /** Returns what has the focus, as its text or label. */
    String focused() {
        return String.valueOf(browser.run(
                "const e=document.activeElement;return e.getAttribute('aria-label')||e.name||e.innerText||e.tagName"));
    }

    Object run(String script, Object... arguments) {
        return browser.run(script, arguments);
    }

    void look(int width, int height, String scheme) {
        browser.look(width, height, scheme);
    }

    void picture(Path file) {
        assertThat(browser.picture(file)).isNotEmptyFile();
    }

    /**
     * Lets a rule engine look for what people with impairments could not use. In the dark only the colours can differ.
     */
    void assertAccessible(String what, String scheme) throws IOException {
        Object unused = browser.run(Files.readString(AXE) + ";window.axe=axe;return 1");
        Object violations = browser.runAsync(
                "const [dark,done]=arguments;"
                        + "axe.run(document,{resultTypes:['violations'],...(dark?{runOnly:['color-contrast']}:{})})"
                        + ".then(r=>done(JSON.stringify(r.violations.map(v=>v.id+': '+v.nodes.map(n=>n.html+' '+n.failureSummary).slice(0,3)))))",
                scheme.equals("dark"));
        assertThat(violations).as(what).isEqualTo("[]");
    }

    /** Nothing is wider than the window, and nothing that can be seen reaches over its edges. */
    void assertNothingIsCut(String what) {
        assertThat(browser.run("const wide=document.documentElement.scrollWidth>innerWidth?['page']:[];"
                        + "for(const e of document.querySelectorAll('button,input,select,th,td,h1,h2,h3,p,dt,dd,li,bdi')){"
                        + "const r=e.getBoundingClientRect();if(e.checkVisibility({visibilityProperty:true})&&!e.closest('.unseen')&&r.width>0"
                        + "&&(r.right>innerWidth+1||r.left<-1))wide.push(e.tagName+' '+e.className+' '+e.innerText)}"
                        + "return wide"))
                .as(what)
                .isEqualTo(List.of());
    }

    /**
     * Every request went to the service, nothing was stopped by the policy, and nothing failed but what is expected.
     */
    void assertClean(String... expectedErrors) {
        assertThat(browser.run("return JSON.stringify(window.violations)")).isEqualTo("[]");
        assertThat(browser.log("browser").stream()
                        .filter(entry -> "SEVERE".equals(entry.get("level")) || "WARNING".equals(entry.get("level")))
                        .map(entry -> String.valueOf(entry.get("message")))
                        .filter(message -> Stream.of(expectedErrors).noneMatch(message::contains)))
                .isEmpty();
        assertThat(browser.log("performance").stream()
                        .map(entry -> String.valueOf(entry.get("message")))
                        .filter(message -> message.contains("Network.requestWillBeSent\""))
                        .map(ConsolePage::requested)
                        .filter(url -> url.startsWith("http") || url.startsWith("ws")))
                .isNotEmpty()
                .allMatch(url -> url.startsWith(origin + '/'));
    }

    private static String requested(String message) {
        try {
            JSONObject event = HttpFixture.object(message);
            JSONObject parameters = (JSONObject) ((JSONObject) event.get("message")).get("params");
            return String.valueOf(((JSONObject) parameters.get("request")).get("url"));
        } catch (Exception e) {
            throw new AssertionError(message, e);
        }
    }
}
