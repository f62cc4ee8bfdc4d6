package io.github.logoffd.http;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What Jolokia does not check about its policy: that the document is a policy at all, and which commands it opens as a whole.
 *
 * @param commands the commands, empty when the policy does not limit them
 */
record PolicyFile(List<String> commands) {

    static PolicyFile parse(String xml, String source) {
        Document document = document(xml, source);
        String root = document.getDocumentElement().getTagName();
        if (!root.equals("restrict")) {
            throw new IllegalArgumentException(
                    "jolokia-access.xml in " + source + " has the root element " + root + "; expected is restrict.");
        }
        NodeList nodes = document.getElementsByTagName("command");
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            commands.add(nodes.item(i).getTextContent().strip());
        }
        return new PolicyFile(List.copyOf(commands));
    }

    private static Document document(String xml, String source) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException(
                    "jolokia-access.xml in " + source + " is not well-formed XML: " + e.getMessage(), e);
        }
    }
}
