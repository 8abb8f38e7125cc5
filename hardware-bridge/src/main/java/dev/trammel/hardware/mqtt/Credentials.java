package dev.trammel.hardware.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A folder with what users need to be let in by brokers, in PEM:
 *
 * <pre>
 *   ca.crt          who signed the broker's certificate; without it, whom Java trusts
 *   USER.crt        the user's certificate, and
 *   USER.key        its private key in PKCS#8, both or neither; sent where TLS is
 *   USER.password   the user's password, one line; sent where TLS is, or to this machine
 * </pre>
 *
 * <p>Keys and passwords that other users of the machine may read are refused.
 */
public final class Credentials {

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
  private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,+]*)");
  /** Numbers only: names that begin like that are anybody's. */
  private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.\\d{1,3}){3}");

  private static final char[] NO_PASSWORD = {};

  private final Path folder;

  public Credentials(Path folder) {
    this.folder = folder;
  }

  /** {@code $TRAMMEL_CREDENTIALS}, else {@code ~/.config/trammel/mqtt}. */
  public static Credentials standard() {
    String chosen = System.getenv("TRAMMEL_CREDENTIALS");
    return new Credentials(
        chosen == null
            ? Path.of(System.getProperty("user.home"), ".config", "trammel", "mqtt")
            : Path.of(chosen));
  }

  /**
   * What is needed to speak to a broker.
   *
   * @throws UsageException if a file is there but cannot be used
   */
  Access accessTo(LinkAddress address) {
    Path certificate = file(address, ".crt");
    Path key = file(address, ".key");
    Path password = file(address, ".password");
    boolean known = address.secure() && hasBoth(certificate, key);
    byte @Nullable [] word = null;
    if (Files.exists(password) && (address.secure() || isThisMachine(address.host()))) {
      word = password(password);
    }
    return new Access(
        address.secure()
            ? tls(address.user(), known ? certificate : null, key)
            : SocketFactory.getDefault(),
        word,
        "certificate "
            + shown(known, certificate, address.secure())
            + ", password "
            + shown(word != null, password, address.secure()));
  }

  private Path file(LinkAddress address, String ending) {
    return folder.resolve(address.user() + ending);
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || LOOPBACK.matcher(host).matches();
  }

  private static String shown(boolean sent, Path file, boolean secure) {
    if (sent) {
      return file.toString();
    }
    return Files.exists(file) && !secure ? "not sent without TLS" : "none (no " + file + ")";
  }

  private static boolean hasBoth(Path certificate, Path key) {
    if (Files.exists(certificate) != Files.exists(key)) {
      boolean noKey = Files.exists(certificate);
      throw new UsageException("a certificate needs its key and a key its certificate; there is no "
          + (noKey ? key : certificate)
          + " beside "
          + (noKey ? certificate : key));
    }
    return Files.exists(certificate);
  }

  private static byte[] password(Path file) {
    requireSecret(file);
    try {
      String word = Files.readString(file).strip();
      if (word.isEmpty() || word.contains("\n")) {
        throw new UsageException(
            file + " must hold a password on one line, has " + word.lines().count());
      }
      return word.getBytes(UTF_8);
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read as text: " + e.getMessage(), e);
    }
  }

  private static void requireSecret(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
        throw new UsageException(file + " must be readable by its owner alone: chmod 600 " + file);
      }
    } catch (UnsupportedOperationException e) {
      // a file system without owners
      return;
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private SocketFactory tls(String user, @Nullable Path certificate, Path key) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(certificate == null ? null : identity(user, certificate, key), trust(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new UsageException(
          "the credentials in " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyManager[] identity(String user, Path certificate, Path key)
      throws GeneralSecurityException, IOException {
    requireSecret(key);
    X509Certificate[] chain = new PemFile(certificate).certificates();
    requireNow(certificate, chain[0]);
    requireOf(user, certificate, chain[0]);
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("user", new PemFile(key).privateKey(), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static void requireNow(Path file, X509Certificate certificate) {
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw new UsageException(
          file
              + " must be valid now; it is from "
              + certificate.getNotBefore().toInstant()
              + " to "
              + certificate.getNotAfter().toInstant(),
          e);
    }
  }

  /** The broker takes the name in the certificate for who we are, whatever we say. */
  private static void requireOf(String user, Path file, X509Certificate certificate) {
    Matcher name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
    String found = name.find() ? name.group(1) : "";
    if (!found.equals(user)) {
      throw new UsageException(file + " must be of CN=" + user + ", is of CN=" + found);
    }
  }

  private TrustManager @Nullable [] trust() throws GeneralSecurityException, IOException {
    Path authority = folder.resolve("ca.crt");
    if (!Files.exists(authority)) {
      return null;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    X509Certificate[] authorities = new PemFile(authority).certificates();
    for (int i = 0; i < authorities.length; i++) {
      store.setCertificateEntry("authority" + i, authorities[i]);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /**
   * What a link shows of itself.
   *
   * @param sockets of TLS or plain
   * @param password null if none is sent
   * @param shown what is sent and what is not, for messages
   */
  record Access(SocketFactory sockets, byte @Nullable [] password, String shown) {}
}
