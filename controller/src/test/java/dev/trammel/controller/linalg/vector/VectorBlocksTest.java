package dev.trammel.controller.linalg.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class VectorBlocksTest {

  private static final Path SOURCE =
      Path.of("src/main/java/dev/trammel/controller/linalg/vector/VectorBlocks.java");

  @Test
  void theSourceIsWhatTheGeneratorWrites() throws IOException {
    assertThat(SOURCE).hasContent(VectorBlocksGenerator.text());
    assertThat(Files.readString(SOURCE)).contains("multiply8x3");
  }
}
