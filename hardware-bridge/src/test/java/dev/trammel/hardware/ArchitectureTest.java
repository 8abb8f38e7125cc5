package dev.trammel.hardware;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.trammel.controller.architecture.RealTimeRule;
import dev.trammel.controller.architecture.SourceRules;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest extends SourceRules {

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target/classes"));

  static Set<String> packages() {
    return PackageTable.names();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageImportsOnlyWhatTheTableLists(String name) {
    PackageTable.rule(name).check(CLASSES);
  }

  @Test
  void wireKnowsNoThreads() {
    noClasses()
        .that()
        .resideInAPackage("dev.trammel.hardware.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Runnable.class)
        .check(CLASSES);
  }

  @Test
  void knowsNeitherSimulationNorCalibration() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.trammel.sim..", "dev.trammel.calibration..")
        .check(CLASSES);
  }

  @Test
  void realTimeMethodsNeitherAllocateNorBlock() {
    RealTimeRule.rule().check(CLASSES);
  }
}
