package dev.trammel.hardware.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.fixtures.MosquittoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that asks for passwords. */
class PasswordTest {

  @TempDir
  private Path folder = Path.of("");

  private MosquittoServer broker;

  @BeforeEach
  void start() throws Exception {
    Path passwords = folder.resolve("passwords");
    Process made = new ProcessBuilder(
            "mosquitto_passwd", "-b", "-c", passwords.toString(), "lab", "secret")
        .inheritIO()
        .start();
    assertThat(made.waitFor()).isZero();
    broker = MosquittoServer.configured(folder, """
            listener @PORT@ 127.0.0.1
            allow_anonymous false
            password_file %s
            """.formatted(passwords), Map.of());
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private void connect() throws LinkException {
    LinkOptions options = new LinkOptions(broker.address("lab", "arm"), "lab", null, List.of("a"));
    try (Link link = new MqttLinker(new Credentials(folder)).open(options, new Ear())) {
      link.awaitConnected(Duration.ofSeconds(10));
      assertThat(link.isConnected()).isTrue();
    }
  }

  private void givePassword(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("lab.password"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void theRightPasswordOpens() throws Exception {
    givePassword("secret\n");

    connect();
  }

  @Test
  void aHostWhoseNameOnlyBeginsLikeThisMachinesGetsNone() throws Exception {
    givePassword("secret");
    for (String host : List.of("127.0.0.1.example.org", "127.example.org", "127.0.0", "example")) {
      LinkAddress other = LinkAddress.parse("mqtt://lab@" + host + "/arm");
      assertThat(new Credentials(folder).accessTo(other).password()).isNull();
    }
    for (String host : List.of("127.0.0.1", "127.1.2.3", "localhost", "[::1]")) {
      LinkAddress here = LinkAddress.parse("mqtt://lab@" + host + "/arm");
      assertThat(new Credentials(folder).accessTo(here).password()).isNotNull();
    }
  }

  @Test
  void aWrongPasswordIsNamed() throws Exception {
    givePassword("guess");

    assertThatThrownBy(this::connect)
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("as lab refused the connection: not authorised (135)")
        .hasMessageContaining("password " + folder.resolve("lab.password"));
  }

  @Test
  void aMissingPasswordIsNamed() {
    assertThatThrownBy(this::connect)
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("password none (no " + folder.resolve("lab.password") + ")");
  }

  @Test
  void aFileThatIsNoPasswordIsNamed() throws Exception {
    givePassword("two\nlines\n");

    assertThatThrownBy(this::connect)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must hold a password on one line");
  }
}
