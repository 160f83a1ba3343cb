package io.yunkong.map.road;

import java.io.IOException;
import java.io.Reader;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Goes through the elements of a map in XML one by one, for all importers alike: no document type, no entities, so many characters and no
 * more, nested only so deep. Every refusal names file and line. One use, one thread.
 */
final class MapXml implements AutoCloseable {
    /** More characters than this are no map of a test zone. */
    static final int CHARACTERS_MAX = 100_000_000;

    private static final int DEPTH_MAX = 40;
    private static final int CONTENT_MAX = 4_000;
    private static final int NAME_MAX = 80;
    private static final double NUMBER_MAX = 1e9;
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private final String file;
    private final Bounded source;
    private final XMLStreamReader xml;
    private int depth;

    private MapXml(String file, Bounded source, XMLStreamReader xml) {
        this.file = file;
        this.source = source;
        this.xml = xml;
    }

    /** Opens a document up to its first element, which must be the one expected. */
    static MapXml open(String file, Reader source, String root, String format) throws ZoneException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        Bounded bounded = new Bounded(source);
        MapXml opened;
        try {
            opened = new MapXml(file, bounded, factory.createXMLStreamReader(bounded));
        } catch (XMLStreamException e) {
            throw broken(file, bounded, e);
        }
        if (!opened.next() || !opened.element().equals(root)) {
            throw opened.refuse(
                    "not " + format + ": root=" + printable(opened.element(), NAME_MAX) + ", expected=" + root);
        }
        return opened;
    }

    /** Goes on to where the next element starts or ends; false = the document is at its end. */
    boolean next() throws ZoneException {
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        if (depth > DEPTH_MAX) {
                            throw refuse("nested too deep: limit=" + DEPTH_MAX);
                        }
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return true;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw refuse("document type or entity in a map");
                    default -> {}
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw broken(file, source, e);
        }
    }

    private static ZoneException broken(String file, Bounded source, XMLStreamException cause) {
        int line = cause.getLocation() == null
                ? 0
                : Math.max(0, cause.getLocation().getLineNumber());
        return new ZoneException(
                file,
                line,
                (source.exceeded
                                ? "file too large: limit=" + CHARACTERS_MAX + " characters"
                                : "not XML: the document is cut off or broken here")
                        + "; map refused");
    }

    /** Whether an element starts here rather than ends. */
    boolean starts() {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    String element() {
        return xml.hasName() ? xml.getLocalName() : "";
    }

    /** How many elements are open here. */
    int depth() {
        return depth;
    }

    /** Goes on to the next element that starts inside the open one of this depth; false = that one is at its end. */
    boolean child(int parentDepth) throws ZoneException {
        while (next()) {
            if (starts()) {
                return true;
            }
            if (depth < parentDepth) {
                return false;
            }
        }
        return false;
    }

    /** Leaves out the element that starts here with all that is in it. */
    void skip() throws ZoneException {
        int outside = depth - 1;
        while (depth > outside && next()) {
            // nothing in it counts
        }
    }

    /** The text of the element that starts here, which has no elements in it. */
    String content() throws ZoneException {
        StringBuilder content = new StringBuilder();
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    return content.toString().strip();
                }
                if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    content.append(xml.getText());
                } else if (event != XMLStreamConstants.COMMENT && event != XMLStreamConstants.SPACE) {
                    throw refuse("text expected in an element");
                }
                if (content.length() > CONTENT_MAX) {
                    throw refuse("text too long: limit=" + CONTENT_MAX);
                }
            }
            throw refuse("text expected in an element");
        } catch (XMLStreamException e) {
            throw broken(file, source, e);
        }
    }

    /** An attribute of the element that starts here; empty = not there. */
    String text(String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    /** An id that must be there. */
    String id(String attribute) throws ZoneException {
        String id = text(attribute);
        if (id.isBlank() || id.length() > Network.ID_MAX) {
            throw refuse("bad id: element=" + element() + ", attribute=" + attribute + ", length=" + id.length()
                    + ", limit=1.." + Network.ID_MAX);
        }
        return id;
    }

    double number(String attribute, double absent) throws ZoneException {
        String text = text(attribute);
        return text.isEmpty() ? absent : parsed(text, attribute);
    }

    /** A number that must be there. */
    double number(String attribute) throws ZoneException {
        String text = text(attribute);
        if (text.isEmpty()) {
            throw refuse("missing attribute: element=" + element() + ", attribute=" + attribute);
        }
        return parsed(text, attribute);
    }

    /** @param name what it is, for the message */
    double parsed(String text, String name) throws ZoneException {
        String number = text.strip();
        if (NUMBER.matcher(number).matches()) {
            double value = Double.parseDouble(number);
            if (Math.abs(value) <= NUMBER_MAX) {
                return value;
            }
        }
        throw refuse("not a number: attribute=" + name + ", value=" + printable(text, NAME_MAX) + ", limit=+-1e9");
    }

    int line() {
        return Math.max(0, xml.getLocation().getLineNumber());
    }

    ZoneException refuse(String reason) {
        return new ZoneException(file, line(), reason + "; map refused");
    }

    /** What a file said, fit for one line of text. */
    static String printable(String text, int max) {
        String line = text.replaceAll("[^ -~]", "?");
        return line.length() <= max ? line : line.substring(0, max) + "...";
    }

    @Override
    public void close() {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a parser in memory closes", e);
        }
    }

    /** Gives up after so many characters. */
    private static final class Bounded extends Reader {
        private final Reader source;
        private long left = CHARACTERS_MAX;
        private boolean exceeded;

        Bounded(Reader source) {
            super();
            this.source = source;
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            int count = source.read(into, from, length);
            left -= Math.max(0, count);
            if (left < 0) {
                exceeded = true;
                throw new IOException("too many characters");
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
