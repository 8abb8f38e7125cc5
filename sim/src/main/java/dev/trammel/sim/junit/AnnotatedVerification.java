package dev.trammel.sim.junit;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.sim.scenario.ControllerSource;
import dev.trammel.sim.scenario.Requirement;
import dev.trammel.sim.scenario.ScenarioFile;
import dev.trammel.sim.scenario.Verification;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.commons.support.ReflectionSupport;

/** The verification that an annotation describes. */
final class AnnotatedVerification {

  private AnnotatedVerification() {}

  static Verification of(ScenarioTest test, Class<?> testClass) throws IOException {
    Path file = file(test.file(), testClass).orElse(Path.of(test.file()));
    Optional<ControllerSource> own = own(test.controller(), test.run());
    Verification verification = own.isPresent()
        ? ScenarioFile.read(file, own.get())
        : ScenarioFile.read(file, run(test.run()));
    if (test.episodes() > 0) {
      verification = verification.withEpisodes(test.episodes());
    }
    return test.seed() < 0 ? verification : verification.withSeed(test.seed());
  }

  static Verification of(RobotTest test, Class<?> testClass) throws IOException {
    Optional<Path> file = file(test.task(), testClass);
    Task task =
        TaskReader.read(file.isPresent() ? file.get() : TaskCatalog.shipped().find(test.task()));
    Optional<ControllerSource> own = own(test.controller(), test.run());
    Optional<Path> run = run(test.run());
    if (own.isEmpty() && run.isEmpty()) {
      throw new IllegalArgumentException(
          "@RobotTest of task " + test.task() + " needs a controller or a run, had neither");
    }
    Requirement requirement = test.minConfidentPassRate() > 0
        ? Requirement.confidentPassRate(test.minConfidentPassRate())
        : Requirement.passRate(test.minPassRate());
    return Verification.of(task)
        .controller(own.isPresent() ? own.get() : ControllerSource.ofRun(run.orElseThrow(), task))
        .episodes(test.episodes())
        .seed(test.seed())
        .require(requirement)
        .scenario(task.name(), scenario -> {})
        .build();
  }

  private static Optional<Path> run(String run) {
    return run.isEmpty() ? Optional.empty() : Optional.of(Path.of(run));
  }

  private static Optional<ControllerSource> own(
      Class<? extends ControllerSource> type, String run) {
    if (type == NoController.class) {
      return Optional.empty();
    }
    if (!run.isEmpty()) {
      throw new IllegalArgumentException(
          "a test must name a controller or a run, had both, " + type.getName() + " and " + run);
    }
    return Optional.of(ReflectionSupport.newInstance(type));
  }

  /** A file in the working folder, or among the resources of the test class. */
  private static Optional<Path> file(String name, Class<?> testClass) {
    if (Files.isRegularFile(Path.of(name))) {
      return Optional.of(Path.of(name));
    }
    URL resource = testClass.getResource(name);
    if (resource == null || !resource.getProtocol().equals("file")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(resource.toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("a resource must have an address, was " + resource, e);
    }
  }
}
