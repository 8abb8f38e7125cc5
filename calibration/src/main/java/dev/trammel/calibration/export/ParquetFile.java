package dev.trammel.calibration.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A table in Parquet, compressed with Snappy, which every reader knows; written by DuckDB. */
final class ParquetFile {

  private ParquetFile() {}

  /** Writes the file whole or not at all. */
  static void write(Path file, Table table) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (Connection memory = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = memory.createStatement()) {
      statement.execute(table.columns().stream()
          .map(column -> quoted(column.name(), '"') + " " + type(column.kind()))
          .collect(Collectors.joining(", ", "CREATE TABLE steps (", ")")));
      fill(memory.unwrap(DuckDBConnection.class), table);
      statement.execute("COPY steps TO " + quoted(temporary.toString(), '\'')
          + " (FORMAT parquet, COMPRESSION snappy)");
    } catch (SQLException e) {
      Files.deleteIfExists(temporary);
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void fill(DuckDBConnection memory, Table table) throws SQLException, IOException {
    try (DuckDBAppender appender =
        memory.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "steps")) {
      table.rows(row -> append(appender, table.columns(), row));
    }
  }

  private static void append(
      DuckDBAppender appender, List<Column> columns, List<@Nullable Object> row)
      throws IOException {
    try {
      appender.beginRow();
      for (int i = 0; i < columns.size(); i++) {
        switch (columns.get(i).kind()) {
          case WHOLE -> appender.append((Integer) row.get(i));
          case NUMBER -> appender.append((Double) row.get(i));
          case TEXT -> appender.append((String) row.get(i));
        }
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String type(Column.Kind kind) {
    return switch (kind) {
      case WHOLE -> "INTEGER";
      case NUMBER -> "DOUBLE";
      case TEXT -> "VARCHAR";
    };
  }

  private static String quoted(String text, char quote) {
    return quote + text.replace("" + quote, "" + quote + quote) + quote;
  }
}
