package dev.trammel.calibration.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchOptionsTest {

  @TempDir
  private Path folder;

  private static BenchOptions into(Path out) {
    BenchOptions options = new BenchOptions();
    options.repeats = 1;
    options.share = 0.25;
    options.out = out;
    return options;
  }

  @Test
  void aFolderThatIsToBeMadeIsLeftForLater() {
    into(folder.resolve("cal/here")).requireSound();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPlaceBelowAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> into(file.resolve("x")).requireSound())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("file/x must be a folder, or one that can be made")
        .hasMessageEndingWith("file is a file");
  }

  @Test
  void aPlaceThatTakesNoFilesIsRefused() {
    assertThatThrownBy(() -> into(Path.of("/proc/x")).requireSound())
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "--out /proc/x must be a folder that can be written to: /proc takes no files");
  }
}
