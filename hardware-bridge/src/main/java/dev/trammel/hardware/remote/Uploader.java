package dev.trammel.hardware.remote;

import dev.trammel.hardware.wire.Birth.Most;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Sha256;
import java.util.Arrays;
import java.util.Optional;

/** Brings programs to a device. */
final class Uploader {

  private static final int ATTEMPTS = 3;

  private final Session session;
  private final String doing;
  private int number;

  Uploader(Session session) {
    this.session = session;
    doing = session.trouble().isOnBench() ? "upload a motion" : "upload a controller";
  }

  /**
   * Uploads a program whole. What was cut short is begun anew, under another number.
   *
   * @return the number under which it is committed
   */
  int upload(Program program) {
    byte[] bytes = program.encode();
    requireTaken(program, bytes.length);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      number++;
      if (upload(program, bytes)) {
        return number;
      }
    }
    throw session
        .trouble()
        .of(doing, "it did not get there whole " + ATTEMPTS + " times", "check the network");
  }

  private void requireTaken(Program program, int bytes) {
    Most most = session.birth().offer().most();
    if (program.steps() > most.steps() || bytes > most.programBytes()) {
      throw session
          .trouble()
          .of(
              doing,
              "it has " + program.steps() + " steps and " + bytes + " bytes, the robot takes "
                  + most.steps() + " and " + most.programBytes(),
              session.trouble().isOnBench()
                  ? "ask for a shorter motion"
                  : "make episodes shorter, or the policy smaller");
    }
  }

  private boolean upload(Program program, byte[] bytes) {
    session.require(
        new Request.Begin(number, program.rule().kind(), bytes.length, Sha256.of(bytes)), doing);
    int size = Math.min(session.birth().offer().most().chunkBytes(), 1 << 16);
    for (int at = 0; at < bytes.length; at += size) {
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
      session.require(new Request.Chunk(number, at, piece), doing);
    }
    Optional<Report.Ack> answer = session.ask(new Request.Commit(number), doing, () -> false);
    Code code = answer.map(Report.Ack::code).orElse(Code.PROGRAM);
    if (code == Code.OK) {
      return true;
    }
    // a repeated COMMIT finds nothing open
    if (code != Code.HASH && code != Code.PROGRAM) {
      throw session.trouble().refused(doing, MessageType.COMMIT, answer.orElseThrow());
    }
    return false;
  }
}
