package dev.trammel.calibration.export;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are read once, in order. */
interface Table {

  List<Column> columns();

  /** Hands out every row. */
  void rows(Sink sink) throws IOException;

  /** Takes rows. */
  interface Sink {

    /**
     * One row.
     *
     * @param values an Integer, a Double or a String for each column, as its kind says, or null
     *     where there is no value; not kept
     */
    void row(List<@Nullable Object> values) throws IOException;
  }
}
