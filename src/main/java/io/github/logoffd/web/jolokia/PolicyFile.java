package io.github.logoffd.web.jolokia;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Checks that the document is a policy. Jolokia does not, and treats any other document as one that allows everything.
 */
final class PolicyFile {

    private PolicyFile() {}

    /**
     * Checks the document.
     *
     * @throws IllegalArgumentException when it is no XML document, or no policy; the message says which
     */
    static void check(String xml) {
        String root = document(xml).getDocumentElement().getTagName();
        if (!root.equals("restrict")) {
            throw new IllegalArgumentException("its root element is " + root + ". Expected: restrict.");
        }
    }

    private static Document document(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The default error handler prints to the console.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("it is not well-formed XML: " + e.getMessage(), e);
        }
    }
}
