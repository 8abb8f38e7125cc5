package dev.trammel.controller.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  /** RFC 8032, 7.1, test 1. */
  private static final String SIGNATURE = "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065"
      + "224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

  @TempDir
  private Path folder;

  @Test
  void theSignatureOfAnEmptyMessageIsTheStandards() throws IOException {
    byte[] signature = Keys.sign(Keys.signing(write(Bundles.SECRET_KEY)), new byte[0]);

    assertThat(HexFormat.of().formatHex(signature)).isEqualTo(SIGNATURE);
    assertThat(Keys.verify(Keys.trusted(write(Bundles.PUBLIC_KEY)), new byte[0], signature))
        .isTrue();
  }

  @Test
  void aSignatureOfAnythingElseIsNone() throws IOException {
    byte[] signature = HexFormat.of().parseHex(SIGNATURE);
    PublicKey key = Keys.trusted(write(Bundles.PUBLIC_KEY));

    assertThat(Keys.verify(key, new byte[1], signature)).isFalse();
    assertThat(Keys.verify(key, new byte[0], new byte[64])).isFalse();
    assertThat(Keys.verify(key, new byte[0], new byte[3])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMC4=C\n-----END PRIVATE KEY-----\n",
        Bundles.PUBLIC_KEY
      })
  void whatIsNoKeyToSignWithIsRefused(String text) throws IOException {
    Path file = write(text);

    assertThatThrownBy(() -> Keys.signing(file))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(file + " must ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11qYAYKx", "MCowBQYD"})
  void whatIsNoKeyToTrustIsRefused(String piece) throws IOException {
    Path file = write(Bundles.PUBLIC_KEY.replace(piece, "11qYAYKy"));

    assertThatThrownBy(() -> Keys.trusted(file))
        .isInstanceOf(UsageException.class)
        .hasMessage(file + " must be a public key for Ed25519, is of another kind");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "key", ".pem"), text);
  }
}
