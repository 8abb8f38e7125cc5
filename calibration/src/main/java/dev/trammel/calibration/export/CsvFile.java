package dev.trammel.calibration.export;

import dev.trammel.controller.storage.DurableFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as RFC 4180 says, in UTF-8, with a line of names; lines end in LF. Numbers have the
 * digits that give their bits again; no value is an empty field.
 */
final class CsvFile {

  private CsvFile() {}

  /** Writes the file whole or not at all. */
  static void write(Path file, Table table) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (BufferedWriter out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
      out.write(line(table.columns().stream().map(Column::name).toList()));
      table.rows(row -> out.write(line(row)));
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw DurableFile.named(file, e);
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(List<? extends @Nullable Object> values) {
    return values.stream().map(CsvFile::field).collect(Collectors.joining(",")) + "\n";
  }

  private static String field(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean quoted = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
