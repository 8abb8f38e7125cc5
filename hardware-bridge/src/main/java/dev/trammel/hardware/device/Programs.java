package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The programs that were uploaded: the two that were announced last (protocol, section 8). */
final class Programs {

  private static final int KEPT = 2;

  private final ProgramRules rules;
  private final Deque<Upload> uploads = new ArrayDeque<>();

  Programs(ProgramRules rules) {
    this.rules = rules;
  }

  /** Makes room for a program: by forgetting the one of the same number, else the oldest. */
  Answer begin(Request.Begin begin) {
    Answer answer = rules.check(begin);
    if (answer.isRefusal()) {
      return answer;
    }
    Upload old = find(begin.program());
    if (old == null && uploads.size() == KEPT) {
      old = uploads.getFirst();
    }
    if (old != null) {
      uploads.remove(old);
    }
    uploads.addLast(new Upload(begin));
    return Answer.OK;
  }

  /** Takes a piece of one. */
  Answer put(Request.Chunk chunk) {
    Upload upload = find(chunk.program());
    if (upload == null) {
      return unknown(chunk.program());
    }
    Answer answer = rules.check(chunk);
    return answer.isRefusal() ? answer : upload.put(chunk);
  }

  /** Checks one that is complete. */
  Answer commit(Request.Commit commit) {
    Upload upload = find(commit.program());
    return upload == null ? unknown(commit.program()) : upload.commit(rules);
  }

  /** A committed one. */
  @Nullable
  Program committed(int number) {
    Upload upload = find(number);
    return upload == null ? null : upload.program();
  }

  void forget() {
    uploads.clear();
  }

  private @Nullable Upload find(int number) {
    for (Upload upload : uploads) {
      if (upload.number() == number) {
        return upload;
      }
    }
    return null;
  }

  private static Answer unknown(int number) {
    return Answer.refused(Code.PROGRAM, "there is no program " + number);
  }
}
