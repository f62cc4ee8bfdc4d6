package io.github.logoffd.web;

import static io.github.logoffd.web.ConsolePage.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.logoffd.testing.Await;
import io.github.logoffd.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stream of events in the console: how it comes back, and what an event makes the page read. */
class ConsoleStreamIT {

    private static final String BANNERS = "//ul[contains(@class,'banners')]";

    /** Lets the test cut the stream, keep it away, and see with which number the page asks for it. */
    private static final String WATCH = "window.real=fetch;window.asked=[];window.fetch=async(path,init)=>{"
            + "if(!path.includes('events'))return real(path,init);asked.push(init.headers['Last-Event-ID']??'');"
            + "if(window.away)throw new TypeError('away');const cut=new AbortController();window.cut=()=>cut.abort();"
            + "return real(path,{...init,signal:AbortSignal.any([init.signal,cut.signal])})}";

    /** The service of these tests keeps fewer events. */
    private static final int MANY = 60;

    @RegisterExtension
    final ConsoleScene scene = new ConsoleScene();

    @Test
    void aStreamThatBreaksGoesOnAfterTheLastEventAndSaysWhenSomeWereMissed() {
        scene.signIn("monitor");
        scene.page().run(WATCH);
        scene.page().showAgain();
        Await.until("it is followed", () -> asked().equals(List.of("")));
        scene.page().await("//header", "live");
        scene.host.with(Samples.active(8, "dave"));
        scene.refresh();
        scene.page().await("//tbody", "dave");

        scene.page().run("cut()");
        Await.until("it is asked for again", () -> asked().size() == 2);
        scene.page().await("//header", "live");
        assertThat(String.valueOf(asked().get(1))).matches("\\d+");
        assertThat(scene.page().find(BANNERS)).doesNotContain("missed");

        scene.page().run("window.away=true;cut()");
        scene.page().await("//header", "reconnecting");
        for (long id = 100; id < 100 + MANY; id++) {
            scene.host.with(Samples.active(id, "user" + id));
        }
        scene.refresh();
        scene.page().run("window.away=false");

        scene.page().await(BANNERS, "Events were missed while the connection was lost; everything was read again.");
        scene.page().await("//tbody", "user159");
        scene.page().click(BANNERS + "//button[.='Dismiss']");
        Await.until("the banner is gone", () -> !scene.page().find(BANNERS).contains("missed"));
        scene.page().assertClean();
    }

    private List<?> asked() {
        return (List<?>) scene.page().run("return window.asked");
    }

    /** An act on a thousand sessions has a thousand events. */
    @Test
    void sessionsThatEventsConcernAreReadTogether() throws Exception {
        for (long id = 100; id < 100 + MANY; id++) {
            scene.host.with(Samples.active(id, "user" + id));
        }
        scene.refresh();
        scene.signIn("operator");
        scene.page().await("//tbody", "user159");
        scene.page()
                .run("window.real=fetch;window.reads=[];window.fetch=async(path,init)=>{const body=String(init.body);"
                        + "if(body.includes('type=Session,')){reads.push(JSON.parse(body).length);"
                        + "if(reads.length===1)await new Promise(go=>window.release=go)}return real(path,init)}");

        for (long id = 100; id < 100 + MANY; id++) {
            scene.warn(Samples.active(id, "user" + id));
        }
        Await.until("the first is read", () -> Boolean.TRUE.equals(scene.page().run("return !!window.release")));
        scene.page().await("//header", "live");
        scene.host.with(Samples.active(8, "dave"));
        scene.refresh();
        scene.page().await("//tbody", "dave");
        scene.page().run("release()");

        Await.until("the others are read", () -> reads().size() > 1);
        scene.page().await(row("user159"), "Warned");
        assertThat(reads()).isEqualTo(List.of(1L, MANY - 1L));
        scene.page().assertClean();
    }

    private List<?> reads() {
        return (List<?>) scene.page().run("return window.reads");
    }
}
