package dev.trammel.controller.cli;

import dev.trammel.controller.compare.Comparison;
import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lays runs and studies side by side. */
@Command(
    name = "compare",
    description = "Lay runs and studies side by side: what they needed, where their settings"
        + " differ, how they learned and what they came to. The first is what the others are"
        + " measured by.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel compare runs/cartpole-swingup-001 runs/cartpole-swingup-002 --open",
      "  trammel compare runs/study-cartpole-swingup-001 runs/study-b",
    })
final class CompareCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|STUDY",
      description = "Folders of runs and studies, two to eight.")
  private List<Path> folders = List.of();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.html",
      description = "The page. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("compare.html");

  @Mixin
  private BrowserOption browser = new BrowserOption();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    Comparison comparison = Comparison.of(folders);
    DurableFile.write(out, comparison.html().getBytes(StandardCharsets.UTF_8));
    table(comparison).forEach(terminal::say);
    terminal.say("");
    comparison.verdicts().forEach(terminal::say);
    terminal.say("Page: " + out);
    Map<String, @Nullable Object> json = new LinkedHashMap<>(comparison.toJson());
    json.put("page", out.toString());
    terminal.result(json);
    browser.show(out, terminal);
    return ExitCode.OK;
  }

  /** Rows whose columns stand beneath each other. */
  private static List<String> table(Comparison comparison) {
    List<List<String>> rows = new ArrayList<>(List.of(Comparison.header()));
    rows.addAll(comparison.rows());
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
