package dev.trammel.hardware;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.trammel.controller.architecture.RealTimeRule;
import dev.trammel.controller.architecture.SourceRules;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
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

  /**
   * A LEASE's nonce grows over programs by it, and certificates end by it; no deadline, lease or order
   * hangs on it.
   */
  @Test
  void onlyNoncesAndCertificatesKnowTheWallClock() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.trammel.hardware.remote.LeaseNonces")
        .and()
        .doNotHaveFullyQualifiedName("dev.trammel.hardware.mqtt.Credentials")
        .and()
        .resideInAnyPackage(
            "dev.trammel.hardware.wire..",
            "dev.trammel.hardware.device..",
            "dev.trammel.hardware.emulated..",
            "dev.trammel.hardware.mqtt..",
            "dev.trammel.hardware.remote..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Instant.class, LocalDateTime.class, Date.class)
        .check(CLASSES);
  }

  @Test
  void realTimeMethodsNeitherAllocateNorBlock() {
    RealTimeRule.rule().check(CLASSES);
  }
}
