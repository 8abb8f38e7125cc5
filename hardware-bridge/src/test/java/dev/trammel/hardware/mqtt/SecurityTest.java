package dev.trammel.hardware.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.hardware.fixtures.Bench;
import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.fixtures.MosquittoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped configuration of mosquitto, access list and certificates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Link> links = new ArrayList<>();
  private Bench bench;
  private Bench stranger;
  private MosquittoServer broker;

  @BeforeAll
  void start(@TempDir Path ours, @TempDir Path theirs) {
    bench = new Bench(ours, "robot:arm1", "robot:arm2", "lab", "eve");
    stranger = new Bench(theirs, "lab");
    broker = bench.start();
  }

  @AfterEach
  void closeLinks() {
    links.forEach(Link::close);
    links.clear();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private Link open(LinkAddress address, Path credentials, Ear ear, String... filters)
      throws LinkException {
    LinkOptions options = new LinkOptions(address, address.user(), null, List.of(filters));
    Link link = new MqttLinker(new Credentials(credentials)).open(options, ear);
    links.add(link);
    link.awaitConnected(PATIENCE);
    return link;
  }

  private Link open(String user, Ear ear, String... filters) throws LinkException {
    return open(address(user), bench.credentials(user), ear, filters);
  }

  private LinkAddress address(String user) {
    return new LinkAddress(true, user, "localhost", broker.port(), "arm1");
  }

  private Path copyOf(String user, Path to) throws IOException {
    for (String file : List.of("ca.crt", user + ".crt", user + ".key")) {
      Files.copy(
          bench.credentials(user).resolve(file),
          to.resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    return to;
  }

  private static Message message(String topic) {
    return Message.of(topic, "x".getBytes(UTF_8), 1);
  }

  @Test
  void robotAndUserHearEachOther() throws Exception {
    Ear robot = new Ear();
    Ear user = new Ear();
    Link arm = open("arm1", robot, "trammel/v1/arm1/from/#", "trammel/v1/arm1/stop/#");
    Link lab = open("lab", user, "trammel/v1/arm1/state", "trammel/v1/arm1/to/lab/#");
    assertThat(List.of(robot.next(), user.next())).containsOnly("connected");

    lab.publish(message("trammel/v1/arm1/from/lab/request"));
    lab.publish(message("trammel/v1/arm1/stop/lab"));
    arm.publish(message("trammel/v1/arm1/state"));
    arm.publish(message("trammel/v1/arm1/to/lab/ack"));

    assertThat(List.of(robot.next(), robot.next()))
        .containsExactly("trammel/v1/arm1/from/lab/request=x", "trammel/v1/arm1/stop/lab=x");
    assertThat(List.of(user.next(), user.next()))
        .containsExactly("trammel/v1/arm1/state=x", "trammel/v1/arm1/to/lab/ack=x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trammel/v1/arm1/from/lab/request",
        "trammel/v1/arm1/stop/lab",
        "trammel/v1/arm1/stop/eve/lab",
        "trammel/v1/arm1/birth",
        "trammel/v1/arm1/conn",
        "trammel/v1/arm1/state",
        "trammel/v1/arm1/to/lab/ack",
        "trammel/v2/arm1/from/eve/request",
        "elsewhere",
      })
  void aForgedPathIsRefusedAndNamed(String topic) throws Exception {
    Ear ear = new Ear();
    Link eve = open("eve", ear);
    assertThat(ear.next()).isEqualTo("connected");

    eve.publish(message(topic));

    assertThat(ear.next())
        .startsWith("refused: mqtts://localhost:")
        .contains("as eve")
        .contains("publish on " + topic + ": not authorised (135)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trammel/v1/arm1/from/arm2/request", "trammel/v1/arm1/stop/arm2"})
  void aRobotCommandsNoOther(String topic) throws Exception {
    Ear ear = new Ear();
    Link robot = open("arm2", ear);
    assertThat(ear.next()).isEqualTo("connected");

    robot.publish(message(topic));

    assertThat(ear.next()).contains("publish on " + topic + ": not authorised (135)");
  }

  @Test
  void nobodyHearsWhatIsForSomebodyElse() throws Exception {
    Ear eavesdropper = new Ear();
    Link eve = open("eve", eavesdropper, "trammel/v1/#");
    assertThat(eavesdropper.next()).isEqualTo("connected");
    open("arm1", new Ear()).publish(message("trammel/v1/arm1/to/lab/ack"));
    open("lab", new Ear()).publish(message("trammel/v1/arm1/from/lab/request"));
    open("arm1", new Ear()).publish(message("trammel/v1/arm1/event"));

    assertThat(eavesdropper.next()).isEqualTo("trammel/v1/arm1/event=x");
    assertThat(eve.isConnected()).isTrue();
  }

  @Test
  void withoutACertificateNobodyComesIn(@TempDir Path folder) throws Exception {
    Files.copy(bench.credentials("lab").resolve("ca.crt"), folder.resolve("ca.crt"));

    assertThatThrownBy(() -> open(address("lab"), folder, new Ear()))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("as lab")
        .hasMessageContaining("did not accept who we are")
        .hasMessageContaining("certificate none (no " + folder.resolve("lab.crt") + ")");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused(@TempDir Path folder) throws Exception {
    for (String file : List.of("lab.crt", "lab.key")) {
      Files.copy(
          stranger.credentials("lab").resolve(file),
          folder.resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.copy(bench.credentials("lab").resolve("ca.crt"), folder.resolve("ca.crt"));

    assertThatThrownBy(() -> open(address("lab"), folder, new Ear()))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("did not accept who we are")
        .hasMessageContaining("certificate " + folder.resolve("lab.crt"));
  }

  @Test
  void aBrokerOfAnotherAuthorityIsNotTrusted() {
    assertThatThrownBy(() -> open(address("lab"), stranger.credentials("lab"), new Ear()))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("certificate is not signed by whom we trust");
  }

  @Test
  void aBrokerOfAnotherNameIsNotTrusted() {
    LinkAddress byNumber = new LinkAddress(true, "lab", "127.0.0.1", broker.port(), "arm1");

    assertThatThrownBy(() -> open(byNumber, bench.credentials("lab"), new Ear()))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("certificate is not for 127.0.0.1");
  }

  @Test
  void withoutTlsNobodyComesIn() {
    LinkAddress plain = new LinkAddress(false, "lab", "localhost", broker.port(), "arm1");

    assertThatThrownBy(() -> open(plain, bench.credentials("lab"), new Ear()))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("mqtt://localhost:");
  }

  @Test
  void theCertificateOfAnotherUserIsNamedBeforeItIsSent(@TempDir Path folder) throws Exception {
    copyOf("eve", folder);
    Files.move(folder.resolve("eve.crt"), folder.resolve("lab.crt"));
    Files.move(folder.resolve("eve.key"), folder.resolve("lab.key"));

    assertThatThrownBy(() -> open(address("lab"), folder, new Ear()))
        .isInstanceOf(UsageException.class)
        .hasMessage(folder.resolve("lab.crt") + " must be of CN=lab, is of CN=eve");
  }

  @Test
  void aKeyThatOthersMayReadIsRefused(@TempDir Path folder) throws Exception {
    Path key = copyOf("lab", folder).resolve("lab.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> open(address("lab"), folder, new Ear()))
        .isInstanceOf(UsageException.class)
        .hasMessage(key + " must be readable by its owner alone: chmod 600 " + key);
  }

  @Test
  void aCertificateWithoutItsKeyIsNamed(@TempDir Path folder) throws Exception {
    Files.delete(copyOf("lab", folder).resolve("lab.key"));

    assertThatThrownBy(() -> open(address("lab"), folder, new Ear()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no " + folder.resolve("lab.key"));
  }

  @Test
  void aFileThatIsNoCertificateIsNamed(@TempDir Path folder) throws Exception {
    copyOf("lab", folder);
    Files.copy(
        folder.resolve("lab.key"), folder.resolve("lab.crt"), StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> open(address("lab"), folder, new Ear()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(folder.resolve("lab.crt") + " must hold a certificate")
        .hasMessageContaining("it holds a PRIVATE KEY");
  }
}
