package io.tacet.worker.start;

import io.tacet.contract.signature.SigningKey;
import io.tacet.embedded.tls.CertificateAuthority;
import io.tacet.embedded.tls.CertificateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The example of worker.yaml with every key set, as a worker can start with it. */
public final class FullExample {

  static final Path FILE = Path.of("..", "deploy", "worker.example.yaml");

  private FullExample() {}

  /** Its text with all that was a comment. */
  static String uncommented() throws IOException {
    return Files.readString(FILE).replaceAll("(?m)^( *)#(?=[a-z-]+:)", "$1");
  }

  /**
   * Its text when the files it names are in a directory of their own, where this makes them; the
   * passwords stand in their files only.
   */
  public static String usable(Path etc) throws IOException {
    CertificateFiles own = CertificateAuthority.in(etc, "test").issue("worker", List.of());
    for (String password : List.of("kafka.password", "registry.password")) {
      Files.copy(own.key(), etc.resolve(password), StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(etc.resolve(password), "secret");
    }
    SigningKey unused = SigningKey.create(etc.resolve("signing.key"));
    return uncommented()
        .replaceAll(
            "/etc/tacet/(?=ca.pem|worker.pem|worker.key|signing.key|[a-z]+.password)", etc + "/")
        .replaceAll("(?m)^ *password:.*$", "")
        .replace("protocol: PLAINTEXT", "protocol: SASL_SSL")
        .replace("url: http:", "url: https:");
  }
}
