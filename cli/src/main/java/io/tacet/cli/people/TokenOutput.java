package io.tacet.cli.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.output.OutputFormat;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new token goes: it can't be shown a second time. For one thread. */
final class TokenOutput {

  @Option(
      names = "--token-to",
      paramLabel = "FILE",
      description =
          "Write the token to this new file, readable by you only, and not to the terminal.")
  private @Nullable Path file;

  /** Makes the file before a token is made that would have nowhere to go. */
  void prepare() {
    if (file == null) {
      return;
    }
    try {
      Path unused =
          Files.createFile(
              file,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(e, file + " is there already.", List.of("Name another file."));
    } catch (IOException e) {
      throw new CommandFailure(e, "can't write " + file + ": " + e.getMessage(), List.of());
    }
  }

  /**
   * Shows the token, or writes it to the file.
   *
   * @param sentence what has happened
   * @param body what JSON shows
   */
  void show(
      String sentence, @Nullable String token, Object body, ServerOptions server, Context context) {
    if (file != null && token != null) {
      try {
        Files.write(file, (token + "\n").getBytes(UTF_8));
      } catch (IOException e) {
        throw new CommandFailure(
            e,
            "the token is made, but can't be written to " + file + ": " + e.getMessage(),
            List.of("Revoke it and make another one: tacet user token --help"));
      }
      context.terminal().err().println(sentence + " Its token is in " + file + ".");
      return;
    }
    if (server.output() == OutputFormat.JSON) {
      server.answer(context).json(body);
      return;
    }
    context.terminal().err().println(sentence + " This is its token, and it is not shown again:");
    context.terminal().out().println(token);
    context.terminal().flush();
  }
}
