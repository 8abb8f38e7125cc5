package dev.trammel.controller.calibration;

import dev.trammel.controller.storage.Digests;
import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A calibration with its place on the disk: JSON, written once and never changed. Its name ends in the
 * first digits of its SHA-256, so that a single changed bit is found.
 *
 * @param path where it is; a bare name for what is not on the disk
 * @param sha256 of its bytes, as {@code sha256sum} says it
 * @param calibration what it says
 */
public record CalibrationFile(Path path, String sha256, Calibration calibration) {

  /** More is refused before it is read. */
  private static final long MOST_BYTES = 1L << 24;

  private static final int DIGITS = 8;

  private static final Pattern NAME = Pattern.compile(".+-([0-9a-f]{" + DIGITS + "})\\.json");

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * A calibration as its file would be; nothing is written.
   *
   * @throws CalibrationException if it is of what cannot be
   */
  public static CalibrationFile of(Calibration calibration) {
    List<String> flaws = flaws(calibration);
    if (!flaws.isEmpty()) {
      throw new CalibrationException(
          "calibration of " + calibration.subject().device() + ": " + String.join("; ", flaws));
    }
    String sha256 = Digests.hex(bytes(calibration));
    String time = UTC.format(calibration.origin().made());
    Path name = Path.of(time + "-" + sha256.substring(0, DIGITS) + ".json");
    return new CalibrationFile(name, sha256, calibration);
  }

  /** What no robot can be, a line each; a calibration with any is neither written nor read. */
  public static List<String> flaws(Calibration calibration) {
    return Plausibility.flaws(calibration);
  }

  /**
   * Reads a file and checks all that can be checked without the robot.
   *
   * @throws CalibrationException if it is no calibration, or was cut or changed
   */
  public static CalibrationFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CalibrationException(
          file + ": there is no such file; a calibration was looked for");
    }
    long size = Files.size(file);
    if (size > MOST_BYTES) {
      throw new CalibrationException(
          file + ": must have at most " + MOST_BYTES + " bytes, had " + size);
    }
    return parse(file, Files.readAllBytes(file));
  }

  /**
   * The same of bytes that were read elsewhere.
   *
   * @param file its name counts: it ends in digits of the hash
   * @param bytes not modified
   */
  public static CalibrationFile parse(Path file, byte[] bytes) {
    String sha256 = Digests.hex(bytes);
    requireName(file, sha256);
    Calibration calibration = CalibrationReader.read(file.toString(), text(file, bytes));
    List<String> flaws = flaws(calibration);
    if (!flaws.isEmpty()) {
      throw new CalibrationException(file + ": " + String.join("; ", flaws));
    }
    return new CalibrationFile(file, sha256, calibration);
  }

  private static void requireName(Path file, String sha256) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      throw new CalibrationException(file + ": a calibration's file must keep its name, which ends"
          + " in the first " + DIGITS
          + " digits of its SHA-256 and .json; this content's would be …-"
          + sha256.substring(0, DIGITS) + ".json");
    }
    if (!sha256.startsWith(name.group(1))) {
      throw new CalibrationException(file + ": was changed or cut since it was written: its name"
          + " says SHA-256 " + name.group(1) + "…, its content has "
          + sha256.substring(0, DIGITS) + "…");
    }
  }

  private static String text(Path file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new CalibrationException(file + ": not UTF-8", e);
    }
  }

  /**
   * Writes it into a folder under its own name, whole or not at all. A file that is there stays.
   *
   * @return where it is
   */
  public CalibrationFile writeTo(Path folder) throws IOException {
    Path file = folder.resolve(path.getFileName());
    byte[] bytes = bytes(calibration);
    if (Files.exists(file)) {
      if (!Arrays.equals(bytes, Files.readAllBytes(file))) {
        throw new CalibrationException(file + ": there is another calibration of this name");
      }
    } else {
      DurableFile.write(file, bytes);
    }
    return new CalibrationFile(file, sha256, calibration);
  }

  /** Enough of the hash to tell it from others, for people. */
  public String shortHash() {
    return sha256.substring(0, DIGITS);
  }

  private static byte[] bytes(Calibration calibration) {
    return CalibrationText.of(calibration).getBytes(StandardCharsets.UTF_8);
  }
}
