package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.ESCAPE;
import static io.github.logoffd.web.ConsolePage.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.control.rules.ActingRules;
import io.github.logoffd.session.Message;
import io.github.logoffd.session.MessageResponse;
import io.github.logoffd.session.SessionRow;
import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Controls;
import io.github.logoffd.testing.Samples;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acting on one session by the console, from the dialog to its outcome. */
class ConsoleActsIT {

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    @Test
    void anOperatorLogsAUserOffAndSeesThatTheSessionIsGone() {
        scene.host.during("logoff 3", () -> scene.host.end(3));
        scene.signIn("operator");

        scene.page().begin("logoff", "alice");
        assertThat(scene.page().text("//dialog"))
                .contains("Log off CORP\\alice?", "HOST1", "LAPTOP7", "192.0.2.7", "Active");
        scene.page().type("//dialog//input[@name='reason']", "ticket 7");
        scene.page().confirm();

        scene.page().await(ConsolePage.OUTCOME, "The session is gone.");
        scene.page().click("//dialog//button[.='Close']");
        scene.page().awaitGone(row("alice"));
        assertThat(scene.host.actingCalls()).containsExactly("logoff 3");
        assertThat(scene.fixture().trail.lines())
                .first()
                .satisfies(line -> assertThat(line.intent().caller().reason()).isEqualTo("ticket 7"));
        scene.page().assertClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoff", "warn", "message", "ask", "disconnect"})
    void anIdThatChangedHandsSinceTheRowWasDrawnIsGoneAndNothingIsDone(String act) {
        scene.signIn("operator");
        scene.page().beginInDetails(act, "alice");
        SessionRow mallory = Samples.active(3, "mallory");
        scene.host.with(mallory, Samples.detail(mallory, Samples.LOGON.plusSeconds(600)));

        fill(act);
        scene.page().confirm();

        scene.page().await(ConsolePage.OUTCOME, "This logon no longer exists.");
        assertThat(scene.page().text(ConsolePage.OUTCOME)).contains("Nothing was done to any session.");
        assertThat(scene.host.actingCalls()).isEmpty();
    }

    private void fill(String act) {
        if (act.equals("message") || act.equals("ask")) {
            scene.page().type("//dialog//textarea", "Hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoff", "warn", "message", "ask", "disconnect"})
    void aRefusalShowsItsSentenceAndTheDialogCanBeCorrected(String act) {
        scene.fixture().rules.set(rules(false, true));
        scene.signIn("operator");
        scene.page().beginInDetails(act, "alice");
        fill(act);
        scene.page().confirm();

        scene.page().await(ConsolePage.OUTCOME, "Refused: a reason is required.");
        assertThat(scene.page().text(ConsolePage.OUTCOME))
                .contains("history.requireReason in logoffd.properties requires a reason, and none was given")
                .contains("Enter a reason and try again.");
        assertThat(scene.host.actingCalls()).isEmpty();
        scene.host.press(MessageResponse.YES);
        scene.host.during("disconnect 3", () -> scene.host.with(Samples.disconnected(3, "alice")));
        scene.page().type("//dialog//input[@name='reason']", "ticket 7");
        scene.page().confirm();

        scene.page().await("//dialog", "Close");
        assertThat(scene.host.actingCalls()).hasSize(1);
        assertThat(scene.fixture().trail.lines())
                .last()
                .satisfies(line -> assertThat(line.intent().caller().reason()).isEqualTo("ticket 7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logoff", "warn", "message", "ask", "disconnect"})
    void whileTheServiceOnlyRehearsesNoActIsSaidToBeDone(String act) {
        scene.fixture().rules.set(rules(true, false));
        scene.signIn("operator");
        scene.page().beginInDetails(act, "alice");
        fill(act);
        scene.page().confirm();

        scene.page().await(ConsolePage.OUTCOME, "Dry run: this would be carried out.");
        assertThat(scene.page().text(ConsolePage.OUTCOME)).contains("nothing was done");
        assertThat(scene.host.actingCalls()).isEmpty();
    }

    private static ActingRules rules(boolean dryRun, boolean requireReason) {
        return new ActingRules(true, dryRun, requireReason, Controls.OPEN.guard(), Controls.OPEN.limits());
    }

    @Test
    void aClientThatIsNotClosedInTimeIsNotCalledGone() {
        scene.signIn("operator");
        scene.page().beginInDetails("disconnect", "alice");
        scene.page()
                .run("window.fetch=()=>Promise.resolve(new Response(JSON.stringify({status:200,value:"
                        + "{Outcome:'PENDING',Message:'Session 3 is not disconnected yet.',DryRun:false}})))");
        scene.page().confirm();

        scene.page().await(ConsolePage.OUTCOME, "the client is not closed yet");
        assertThat(scene.page().text(ConsolePage.OUTCOME)).doesNotContain("gone");
    }

    @Test
    void aCountdownOfAnotherOperatorIsSeenAndCalledOff() throws Exception {
        scene.signIn("operator");

        scene.warnAlice();
        scene.page().await(row("alice"), "Warned 4:5");
        scene.page().begin("cancel", "alice");
        scene.page().confirm();

        scene.page().await(ConsolePage.OUTCOME, "The logoff is called off.");
        scene.page().click("//dialog//button[.='Close']");
        Await.until(
                "the row shows no countdown",
                () -> !scene.page().find(row("alice")).contains("Warned"));
        scene.page().assertClean();
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        scene.signIn("operator");

        scene.page().begin("logoff", "alice");
        scene.page().click("//dialog//button[.='Dry run']");

        scene.page().await(ConsolePage.OUTCOME, "Dry run: this would be carried out.");
        assertThat(scene.host.actingCalls()).isEmpty();
        scene.page().press(ESCAPE);
        scene.page().awaitGone("//dialog");
    }

    @Test
    void whatTheGuardRefusesIsOffAndSaysWhy() {
        scene.signIn("operator");

        String button = row("admin") + "//button[contains(@class,'act logoff')]";

        assertThat(scene.page()
                        .run(
                                "return document.evaluate(arguments[0],document,null,9,null).singleNodeValue.title",
                                button))
                .asString()
                .contains("console");
        scene.page().click(button);
        assertThat(scene.page().is("//dialog")).isFalse();
    }

    @Test
    void theAnswerOfTheUserToAQuestionIsShown() {
        scene.host.press(MessageResponse.NO);
        scene.signIn("operator");
        scene.page().beginInDetails("ask", "alice");

        scene.page().type("//dialog//textarea", "May we restart <b>now</b>?");
        scene.page().confirm();

        scene.page().await(ConsolePage.OUTCOME, "The user pressed No.");
        assertThat(scene.host.messages()).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("May we restart <b>now</b>?");
            assertThat(message.buttons()).isEqualTo(Message.Buttons.YES_NO);
            assertThat(message.timeout()).isEqualTo(Duration.ofMinutes(2));
        });
        scene.page().assertClean();
    }

    @Test
    void whileTheUserHasNotAnsweredTheDialogCanBeClosed() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        scene.host.during("sendMessage 3", () -> Await.release(answered));
        try {
            scene.signIn("operator");
            scene.page().beginInDetails("ask", "alice");
            scene.page().type("//dialog//textarea", "Are you there?");
            scene.page().confirm();

            scene.page().await("//dialog", "the answer is also in the history");
            scene.page().click("//dialog//button[.='Close']");
            scene.page().awaitGone("//dialog");
            scene.page().begin("logoff", "carol");
        } finally {
            answered.countDown();
        }
        scene.page().assertClean();
    }
}
