package io.tacet.cli.machine;

import io.tacet.contract.signature.PublicHalf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads a public key from a file; a private one given by mistake is not sent anywhere. */
final class PublicKeyFile {

  private PublicKeyFile() {}

  /** The key as base64 in one line. */
  static String read(Path file, CommandSpec spec) {
    try {
      return PublicHalf.parse(Files.readString(file)).base64();
    } catch (InvalidKeyException e) {
      throw new ParameterException(spec.commandLine(), file + " " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), file + " can't be read.", e);
    }
  }
}
