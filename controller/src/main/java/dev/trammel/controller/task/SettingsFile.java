package dev.trammel.controller.task;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML text in, {@link SettingsNode} out, and back. */
public final class SettingsFile {

  private static final int MAX_LINE = 100;

  private static final int MOST_BYTES = 1_000_000;

  private SettingsFile() {}

  /**
   * Reads settings; the first complaint about them is thrown.
   *
   * @throws SettingsException if the file is no mapping in YAML
   */
  public static SettingsNode read(Path file) throws IOException {
    return parse(text(file), file.toString(), Complaints.thrown());
  }

  /** The text of a file of settings. */
  static String text(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > MOST_BYTES) {
      throw new SettingsException(
          file + ": too large, had " + bytes + " bytes, allowed: at most " + MOST_BYTES);
    }
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new SettingsException(
          file + ":1: not a text, had bytes that are no UTF-8, allowed: YAML in UTF-8", e);
    }
  }

  /**
   * Parses the settings of one file.
   *
   * @param text YAML
   * @param place the file's name, for complaints
   * @param complaints where those about its values go; what is no YAML is thrown
   */
  static SettingsNode parse(String text, String place, Complaints complaints) {
    Node root = compose(text, place);
    if (!(root instanceof MappingNode)) {
      throw Places.complaint(
          root, "", "a settings file must be a mapping", "something else", "key: value lines");
    }
    new SettingsTree().check(root, "");
    return new SettingsNode("", root, complaints);
  }

  /** Parses one value, as it may stand behind a key. */
  static Node parseValue(String text, String place) {
    Node value = compose(text, place);
    new SettingsTree().check(value, "");
    return value;
  }

  /** Writes settings as YAML; comments and anchors are gone. */
  static String write(SettingsNode root) {
    DumpSettings settings = DumpSettings.builder()
        .setDefaultFlowStyle(FlowStyle.BLOCK)
        .setWidth(MAX_LINE)
        .setSplitLines(false)
        .setDereferenceAliases(true)
        .build();
    StringBuilder out = new StringBuilder();
    new Dump(settings).dumpNode(root.yaml(), writerTo(out));
    return out.toString();
  }

  private static Node compose(String text, String place) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(place).setUseMarks(true).build();
    try {
      return new Compose(settings)
          .composeString(text)
          .orElseThrow(() ->
              new SettingsException(place + ": must not be empty, had nothing, allowed: YAML"));
    } catch (MarkedYamlEngineException e) {
      throw new SettingsException(
          Places.of(e.getProblemMark()) + ": not valid YAML, " + Places.oneLine(e.getProblem())
              + ", allowed: YAML 1.2",
          e);
    } catch (StackOverflowError e) {
      throw new SettingsException(
          place + ": nested too deep, had more levels than can be read, allowed: a few", e);
    } catch (YamlEngineException e) {
      throw new SettingsException(
          place + ": not valid YAML, " + Places.oneLine(String.valueOf(e.getMessage()))
              + ", allowed: YAML 1.2",
          e);
    }
  }

  private static StreamDataWriter writerTo(StringBuilder out) {
    return new StreamDataWriter() {
      @Override
      public void write(String text) {
        out.append(text);
      }

      @Override
      public void write(String text, int offset, int length) {
        out.append(text, offset, offset + length);
      }
    };
  }
}
