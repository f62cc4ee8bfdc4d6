package io.github.logoffd.http;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What Jolokia does not check about its policy: that the document is a policy at all. Another one it takes for one that allows all. */
final class PolicyFile {

    private PolicyFile() {}

    static void check(String xml, String source) {
        String root = document(xml, source).getDocumentElement().getTagName();
        if (!root.equals("restrict")) {
            throw new IllegalArgumentException(
                    "jolokia-access.xml in " + source + " has the root element " + root + "; expected is restrict.");
        }
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
