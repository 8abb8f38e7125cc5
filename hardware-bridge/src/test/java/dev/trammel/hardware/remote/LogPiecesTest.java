package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.hardware.remote.LogPieces.Gap;
import dev.trammel.hardware.wire.Report.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPiecesTest {

  private static final int RUN = 7;

  private static List<Log> pieces(byte[] log, int size) {
    List<Log> pieces = new ArrayList<>();
    for (int at = 0; at < log.length; at += size) {
      byte[] content = Arrays.copyOfRange(log, at, Math.min(log.length, at + size));
      pieces.add(new Log(RUN, at, log.length, content));
    }
    return pieces;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void piecesInAnyOrderAndTwiceMakeTheLog(long seed) {
    Random random = new Random(seed);
    byte[] log = new byte[1000 + random.nextInt(1000)];
    random.nextBytes(log);
    List<Log> sent = pieces(log, 1 + random.nextInt(300));
    sent.addAll(sent.subList(0, sent.size() / 2));
    Collections.shuffle(sent, random);
    LogPieces pieces = new LogPieces(RUN);

    sent.forEach(pieces::add);

    assertThat(pieces.isWhole()).isTrue();
    assertThat(pieces.whole()).containsExactly(log);
    assertThat(pieces.missing(100)).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedPieceByPiece() {
    LogPieces pieces = new LogPieces(RUN);
    assertThat(pieces.missing(64)).isEqualTo(Optional.of(new Gap(0, 64)));

    List<Log> sent = pieces(new byte[100], 10);
    pieces.add(sent.get(0));
    pieces.add(sent.get(5));

    assertThat(pieces.missing(64)).isEqualTo(Optional.of(new Gap(10, 50)));
    assertThat(pieces.missing(16)).isEqualTo(Optional.of(new Gap(10, 26)));
    assertThatThrownBy(pieces::whole).hasMessageContaining("20 of 100 bytes");
  }

  @Test
  void whatFitsNowhereIsDropped() {
    LogPieces pieces = new LogPieces(RUN);
    pieces.add(new Log(RUN, 0, 100, new byte[10]));
    pieces.add(new Log(RUN + 1, 10, 100, new byte[10]));
    pieces.add(new Log(RUN, 10, 99, new byte[10]));
    pieces.add(new Log(RUN, 95, 100, new byte[10]));
    pieces.add(new Log(RUN, Integer.MAX_VALUE, 100, new byte[10]));

    assertThat(pieces.size()).isEqualTo(10);
  }
}
