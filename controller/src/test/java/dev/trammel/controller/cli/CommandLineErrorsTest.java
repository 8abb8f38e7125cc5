package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command line can get wrong, by rule: the exact line for people, the same for programs. */
class CommandLineErrorsTest {

  private static final Pattern WORD = Pattern.compile("(?:[^ {\\[]|[{\\[][^}\\]]*[}\\]]?)+");

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      # missing
      train --set                       | Expected parameter for option '--set' but found '--json'
      check                             | Missing required parameter: 'TASK|FILE.yaml|ROBOT.urdf|RUN'
      # unknown
      trian sled                        | Unmatched arguments from index 0: 'trian', 'sled', '--json'; did you mean 'train'?
      train sled --sed 4                | Unknown options: '--sed', '4'; did you mean '--seed'?
      train slde                        | no task 'slde'; known: sled; or give a file: my-task.yaml; did you mean 'sled'?
      train sleds.yaml                  | no such file: sleds.yaml, allowed: a task's YAML file, or one of sled; did you mean 'sled'?
      check robot.urdf                  | robot.urdf: must be a file, but there is none
      train sled --set plant.provder=x  | <command line>: plant.provder: unknown key, had 'provder', allowed: provider, gravity, timeStep, friction, objects, sensors, actuators, gravityCompensation, safeAction, calibration; did you mean 'provider'?
      train sled --kernels abacus       | there are no kernels 'abacus' here, only rows
      # wrong type
      train sled --seed five            | Invalid value for option '--seed': 'five' is not a long
      train sled --set episode.steps=ten | <command line>: episode.steps: must be a whole number, had 'ten', allowed: a whole number from 1 to 100000
      train sled --set episode          | <command line>: an override must be a dotted key, '=' and a value, had 'episode', allowed: for instance episode.steps=50
      # out of range, too large
      train sled --threads 0            | --threads must be at least 1, was 0
      train sled --threads 257          | --threads must be at most 256, was 257
      train sled --seed 99999999999999999999 | Invalid value for option '--seed': '99999999999999999999' is not a long
      train sled --set episode.steps=1e9 | <command line>: episode.steps: out of range, had '1e9', allowed: a whole number from 1 to 100000
      # inconsistent
      train sled --resume runs/x        | --resume takes task, seed, settings and kernels from the run
      train sled --set algorithm.step={least: 5, most: 1} | <command line>: algorithm.step.most: out of range, had '1', allowed: a number from 5.0 to 1000000.0
      train sled --set algorithm.model={prior: none} --set algorithm.samples=4 | <command line>: algorithm.model.prior: needs more than n + m + 1 = 4 samples, had 4 (algorithm.samples), allowed: global, mixture, or more samples
      train sled --algorithm mdgps --set algorithm.model={prior: none} --set algorithm.samples=40 | <command line>: algorithm.model.prior: needs more than n + m + 1 = 4 samples, had 2 (algorithm.guided.episodes and explorers), allowed: global, mixture, or more samples
      train sled --set algorithm.initial={type: run, run: tasks} | <command line>: algorithm.initial.run: is not a run, had 'tasks', allowed: the folder of a run that has ended
      # cut off
      train sled --set plant.gravity=[0, 0 | <command line>: not valid YAML, expected ',' or ']', but got <stream end>, allowed: YAML 1.2
      # not permitted
      train sled --out /proc/run        | /proc/run: no folder can be made
      """)
  void aMistakeIsOneLineAndOneObject(String line, String message) throws Exception {
    List<String> arguments = new ArrayList<>(words(line));
    arguments.add("--json");
    Ended refused = new Trammel(folder).run(arguments.toArray(String[]::new));

    assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err().lines()).first().asString().startsWith("trammel: " + message);
    assertThat(refused.out().lines()).hasSize(1);
    Map<?, ?> json = refused.json();
    assertThat(String.valueOf(json.get("error"))).startsWith(message);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  /** Words as a shell would take them: an override's value may have spaces. */
  private static List<String> words(String line) {
    return WORD.matcher(line.strip()).results().map(MatchResult::group).toList();
  }
}
