package io.tacet.cli.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the token comes from: a file, standard input, a variable. Never the command line, which
 * everybody on the machine can read.
 */
final class TokenSource {

  private static final int MOST_BYTES = 4096;

  private TokenSource() {}

  /**
   * The token; null: none is given.
   *
   * @param file {@code -} for standard input; null: the variables decide
   */
  static @Nullable String token(@Nullable String file, Map<String, String> environment) {
    if (file != null) {
      return read(file, "--token-file");
    }
    String token = ConnectionOptions.value(environment, ConnectionOptions.TOKEN_VARIABLE);
    String named = ConnectionOptions.value(environment, ConnectionOptions.TOKEN_FILE_VARIABLE);
    return token != null || named == null
        ? token
        : read(named, ConnectionOptions.TOKEN_FILE_VARIABLE);
  }

  private static String read(String file, String origin) {
    try {
      byte[] bytes =
          file.equals("-") ? System.in.readNBytes(MOST_BYTES) : Files.readAllBytes(Path.of(file));
      String token = new String(bytes, UTF_8).strip();
      if (token.isEmpty() || token.contains("\n")) {
        throw new CommandFailure(
            origin + ": there is no token in it, or more than that.",
            "It holds one line: the token.");
      }
      return token;
    } catch (IOException e) {
      throw new CommandFailure(
          e, origin + ": can't read '" + file + "': " + e.getMessage(), List.of());
    }
  }
}
