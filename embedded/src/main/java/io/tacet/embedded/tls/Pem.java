package io.tacet.embedded.tls;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;

/** Writes secrets and PEM files: those only their owner may read are never anything else. */
final class Pem {

  private static final int LINE = 64;

  private Pem() {}

  static String of(String kind, byte[] der) {
    String body =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }

  static void write(Path file, String text, String permissions) throws IOException {
    Files.deleteIfExists(file);
    try (Writer writer =
        Channels.newWriter(
            Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))),
            StandardCharsets.UTF_8)) {
      writer.write(text);
    }
  }
}
