package dev.trammel.controller.robot;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML file into elements; comments and processing instructions are left out. */
final class XmlDocument {

  static final int MEGABYTES = 32;

  /** What Java puts in the place of bytes that are not UTF-8. */
  private static final char NOT_A_CHARACTER = '\uFFFD';

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String file;
  private final XMLStreamReader reader;
  private final Deque<XmlElement> open = new ArrayDeque<>();

  private XmlDocument(String file, XMLStreamReader reader) {
    this.file = file;
    this.reader = reader;
  }

  static XmlElement read(Path path) {
    return read(path, InputFile.bytes(path, MEGABYTES));
  }

  static XmlElement read(Path path, byte[] bytes) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Old files use prefixes that they never declare.
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text(path, bytes)));
      return new XmlDocument(path.toString(), reader).root();
    } catch (XMLStreamException e) {
      throw notWellFormed(path, e);
    }
  }

  /** Decoded here, as the JDK's parser prints to the console when it meets bytes that are not. */
  private static String text(Path path, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int wrong = text.indexOf(NOT_A_CHARACTER);
    if (wrong >= 0) {
      int line = 1 + (int) text.chars().limit(wrong).filter(c -> c == '\n').count();
      throw new UrdfException(path.toString(), line, "the file must be UTF-8, this line is not");
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private XmlElement root() throws XMLStreamException {
    // Outlives the stack, which is empty again at the end of the root.
    XmlElement document = new XmlElement(file, 1, "document");
    open.push(document);
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
          open.getFirst().addText(reader.getText());
        case XMLStreamConstants.DTD ->
          throw new UrdfException(file, line(), "a document type is not allowed, found <!DOCTYPE");
        default -> {}
      }
    }
    if (document.children().isEmpty()) {
      throw new UrdfException(file, 1, "the root element must have no prefix");
    }
    return document.children().get(0);
  }

  private void start() {
    String tag = reader.getLocalName();
    XmlElement element = new XmlElement(file, line(), tag);
    if (tag.startsWith("xacro:")) {
      throw element.error("is a macro: a URDF must be expanded by xacro first");
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (reader.getAttributePrefix(i).isEmpty()) {
        element.setAttribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
    }
    // Elements with a prefix are other programs' extensions.
    if (tag.indexOf(':') < 0) {
      open.getFirst().add(element);
    }
    open.push(element);
  }

  private int line() {
    return reader.getLocation().getLineNumber();
  }

  private static UrdfException notWellFormed(Path path, XMLStreamException e) {
    // The JDK prefixes its message with a line of its own that only repeats the position.
    String message = String.valueOf(e.getMessage());
    String reason = message.substring(message.lastIndexOf('\n') + 1).replaceFirst("^Message: ", "");
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
    UrdfException refused =
        new UrdfException(path.toString(), line, "the file must be well-formed XML: " + reason);
    refused.initCause(e);
    return refused;
  }
}
