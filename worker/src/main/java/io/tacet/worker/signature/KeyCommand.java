package io.tacet.worker.signature;

import io.tacet.contract.signature.PublicHalf;
import io.tacet.contract.signature.SigningKey;
import io.tacet.worker.config.WorkerConfig;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The subcommand {@code key}. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a key that this machine's events are signed with, and prints its public half.",
      "",
      "The private key goes to FILE (mode 0600) and nowhere else, the public half to FILE.pub. A"
          + " file that is there is never overwritten. Run it as the user the worker runs as."
    },
    footer = {
      "",
      "Example:",
      "  tacet-worker key /etc/tacet/signing.key",
      "",
      "Exit codes: 0 made, 1 the file is there or can't be written, 2 wrong usage."
    })
public final class KeyCommand implements Callable<Integer> {

  private static final int FAILURE = 1;

  @Parameters(
      paramLabel = "FILE",
      description = "Where the private key goes [/etc/tacet/signing.key].",
      defaultValue = "/etc/tacet/signing.key")
  Path file = Path.of("/etc/tacet/signing.key");

  @Spec CommandSpec spec;

  private final WorkerConfig config;

  /** By injection. */
  @Inject
  public KeyCommand(WorkerConfig config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    Path place = file.toAbsolutePath();
    Path publicFile = Path.of(place + ".pub");
    try {
      if (Files.exists(publicFile)) {
        throw new FileAlreadyExistsException(publicFile.toString());
      }
      PublicHalf made = SigningKey.create(place).publicHalf();
      Files.writeString(publicFile, made.pem(), StandardOpenOption.CREATE_NEW);
      tell(place, publicFile, made);
      return 0;
    } catch (FileAlreadyExistsException e) {
      return fail(
          e.getFile()
              + " is there already, and a key is never overwritten: give another file, and take the"
              + " old one away when its time is over");
    } catch (NoSuchFileException e) {
      return fail("There is no directory " + place.getParent());
    } catch (IOException e) {
      return fail("The key can't be written: " + e);
    }
  }

  private void tell(Path place, Path publicFile, PublicHalf made) {
    String machine = config.machine().orElse("ID");
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Private key: %s%nPublic half: %s%n%n%s%n", place, publicFile, made.pem());
    out.println("1. Let the worker sign: in worker.yaml, tacet.signature.key-file: " + place);
    out.println("   and restart it.");
    out.println("2. Then register the public half; from there on unsigned events are refused:");
    out.println("   tacet machine key " + machine + " --public-key " + publicFile);
    out.flush();
  }

  private int fail(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
    return FAILURE;
  }
}
