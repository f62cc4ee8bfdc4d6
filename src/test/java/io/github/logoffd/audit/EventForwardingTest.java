package io.github.logoffd.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The shipped subscription for Windows Event Forwarding can be parsed and names the source of the entries. */
class EventForwardingTest {

    private static final String NAMESPACE = "http://schemas.microsoft.com/2006/03/windows/events/subscription";

    @Test
    void theSubscriptionSelectsTheEntriesOfThisService() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder()
                .parse(Path.of("service", "event-forwarding.xml").toFile());
        Element root = document.getDocumentElement();

        assertThat(root.getNamespaceURI()).isEqualTo(NAMESPACE);
        assertThat(text("SubscriptionType", root)).isEqualTo("SourceInitiated");
        assertThat(text("Query", root)).contains("Path=\"Application\"", "Provider[@Name='logoffd']");
        Document query = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(text("Query", root).strip())));
        assertThat(query.getElementsByTagName("Select").getLength()).isEqualTo(1);
    }

    private static String text(String name, Element root) {
        return root.getElementsByTagNameNS(NAMESPACE, name).item(0).getTextContent();
    }
}
