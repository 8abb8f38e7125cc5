package dev.trammel.controller.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.trammel.controller.architecture.fixture.learn.LooksUp;
import dev.trammel.controller.architecture.fixture.linalg.Careless;
import dev.trammel.controller.architecture.fixture.linalg.vector.Hidden;
import dev.trammel.controller.architecture.fixture.plant.LooksDown;
import dev.trammel.controller.architecture.fixture.robot.LooksInside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules find what breaks them: each is shown a small offender. */
class RulesCanFailTest {

  private static final String FIXTURE = "dev.trammel.controller.architecture.fixture";
  private final JavaClasses offenders =
      new ClassFileImporter().importClasses(LooksDown.class, LooksUp.class, Careless.class);

  @Test
  void anImportDownTheTableIsFound() {
    EvaluationResult result = PackageTable.rule(FIXTURE, "plant").evaluate(offenders);

    assertThat(result.getFailureReport().getDetails())
        .isNotEmpty()
        .allMatch(line -> line.contains("LooksDown") && line.contains("LooksUp"));
  }

  @Test
  void anImportUpTheTableIsAllowed() {
    assertThat(PackageTable.rule(FIXTURE, "learn").evaluate(offenders).hasViolation())
        .isFalse();
  }

  @Test
  void anImportOfAPackageInsideAPackageIsFound() {
    JavaClasses inside = new ClassFileImporter().importClasses(LooksInside.class, Hidden.class);

    assertThat(PackageTable.rule(FIXTURE, "robot").evaluate(inside).hasViolation())
        .isTrue();
    assertThat(PackageTable.rule(FIXTURE, "linalg").evaluate(inside).hasViolation())
        .isFalse();
  }

  @Test
  void everyKindOfCarelessRealTimeCallIsFound() {
    EvaluationResult result = RealTimeRule.rule().evaluate(offenders);

    assertThat(result.getFailureReport().getDetails())
        .hasSize(6)
        .anyMatch(line -> line.contains("CommonOps_DDRM.solve"))
        .anyMatch(line -> line.contains("String.format"))
        .anyMatch(line -> line.contains("Double.valueOf"))
        .anyMatch(line -> line.contains("List.iterator"))
        .anyMatch(line -> line.contains("hidden") && line.contains("DMatrixRMaj.<init>"))
        .anyMatch(line -> line.contains("is synchronized"));
  }

  @Test
  void aLongFileIsFound(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Short.java"), "\n".repeat(299));
    Files.writeString(folder.resolve("Long.java"), "\n".repeat(300));

    assertThat(SourceRules.tooLong(folder)).singleElement().asString().endsWith("300 lines");
  }

  @Test
  void aPackageWithoutPackageInfoIsFound(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("Lone.java"), "class Lone {}");

    assertThat(SourceRules.withoutPackageInfo(folder)).containsExactly(folder);
  }
}
