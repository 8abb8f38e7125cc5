package dev.trammel.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorial as a newcomer follows it: its files are written and its commands run in the order of
 * the page, and what the page shows must be said.
 *
 * <p>The first line of a block of code says what it is: {@code file=NAME} a file, {@code line=N} a
 * line of the task's file to replace, {@code run} a command that ends with code 0, {@code run=N}
 * one that ends with N, {@code text} what the last command says, with … for anything.
 */
class TutorialTest {

  private static final Path PAGE = Path.of("../controller/docs/tutorial.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)(?: (\\S+))?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");

  @TempDir
  private Path folder;

  private String said = "";

  @Test
  void whoFollowsThePageHasARobotThatLearned() throws Exception {
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    int blocks = 0;
    while (block.find()) {
      follow(block.group(1), String.valueOf(block.group(2)), block.group(3));
      blocks++;
    }

    assertThat(blocks).isGreaterThan(15);
    assertThat(folder.resolve("runs/lift/report.html")).isNotEmptyFile();
  }

  private void follow(String language, String what, String text) throws Exception {
    if (what.startsWith("file=")) {
      Files.writeString(folder.resolve(what.substring("file=".length())), text);
    } else if (what.startsWith("line=")) {
      replaceLine(Integer.parseInt(what.substring("line=".length())), text);
    } else if (what.startsWith("run")) {
      Ended ended = Trammel.shell(folder, text);
      said = ended.out() + ended.err();
      assertThat(ended.code())
          .as("%s%n%s", text, said)
          .isEqualTo(what.equals("run") ? 0 : Integer.parseInt(what.substring("run=".length())));
    } else if (language.equals("text")) {
      for (String line : text.lines().toList()) {
        assertThat(said).containsPattern(Pattern.quote(line).replace("…", "\\E.*\\Q"));
      }
    }
  }

  private void replaceLine(int number, String text) throws Exception {
    Path file = folder.resolve("lift.yaml");
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(number - 1, text.stripTrailing());
    Files.write(file, lines);
  }

  @Test
  void everyPageThatItNamesIsThere() throws Exception {
    Matcher link = LINK.matcher(Files.readString(PAGE));
    while (link.find()) {
      assertThat(PAGE.resolveSibling(link.group(1))).exists();
    }
  }
}
