package io.tacet.worker.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How git gets at a private repository. The secret is in no argument and no variable: git's helper
 * and ssh read it from its file, each for the one server it is meant for, wherever that redirects.
 *
 * @param options put before git's command
 * @param environment of git
 * @param secrets never to be told again, whatever the server answers
 */
record GitAccess(List<String> options, Map<String, String> environment, List<String> secrets) {

  private static final String FILE = "TACET_GIT_TOKEN_FILE";
  private static final String USER = "TACET_GIT_USER";

  /** See gitcredentials(7). The shell's own printf: no process has the token as an argument. */
  private static final String HELPER =
      "!tacet() { if test \"$1\" = get; then read -r token <\"$"
          + FILE
          + "\"; printf 'username=%s\\npassword=%s\\n' \"$"
          + USER
          + "\" \"$token\"; fi; }; tacet";

  /** See ssh_config(5): this key for known servers, and nothing else a user may have set up. */
  private static final List<String> SSH =
      List.of(
          "ssh -F /dev/null",
          "BatchMode=yes",
          "IdentitiesOnly=yes",
          "IdentityAgent=none",
          "PreferredAuthentications=publickey",
          "StrictHostKeyChecking=yes",
          "GlobalKnownHostsFile=/dev/null",
          "UpdateHostKeys=no",
          "ClearAllForwardings=yes",
          "PermitLocalCommand=no",
          "ConnectTimeout=30",
          "ServerAliveInterval=15");

  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  private static final GitAccess OWN =
      new GitAccess(List.of(), Map.of("GIT_SSH_COMMAND", "ssh -oBatchMode=yes"), List.of());

  GitAccess {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
    secrets = List.copyOf(secrets);
  }

  /**
   * With a credential, or with what the worker's user has by itself.
   *
   * @throws IOException when the credential's file is not what it should be; says what to do
   */
  static GitAccess with(Optional<Credential> credential) throws IOException {
    if (credential.isEmpty()) {
      return OWN;
    }
    Optional<String> problem = SecretFile.problem(credential.get().file());
    if (problem.isPresent()) {
      throw new IOException(credential.get().key() + ": " + problem.get());
    }
    return credential.get() instanceof Credential.Token token
        ? with(token)
        : with((Credential.Key) credential.get());
  }

  private static GitAccess with(Credential.Token token) throws IOException {
    String server = "https://" + token.server();
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-c", "credential.helper="));
    options.addAll(List.of("-c", "credential." + server + ".helper=" + HELPER));
    Optional<Path> authorities = token.authorities().map(Path::toAbsolutePath);
    authorities.ifPresent(
        file -> options.addAll(List.of("-c", "http." + server + ".sslCAInfo=" + file)));
    return new GitAccess(
        options, Map.of(FILE, token.file().toString(), USER, token.user()), secrets(token));
  }

  /** Git hands it to a shell; neither path holds anything that means something to one. */
  private static GitAccess with(Credential.Key key) {
    String ssh =
        String.join(" -o", SSH)
            + " -oIdentityFile="
            + key.file()
            + " -oUserKnownHostsFile="
            + key.knownHosts();
    return new GitAccess(List.of(), Map.of("GIT_SSH_COMMAND", ssh), List.of());
  }

  private static List<String> secrets(Credential.Token token) throws IOException {
    String secret = SecretFile.firstLine(token.file());
    if (!TOKEN.matcher(secret).matches()) {
      throw new IOException(
          token.key()
              + ".token-file: the first line of "
              + token.file()
              + " must be the token, without blanks");
    }
    byte[] basic = (token.user() + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return List.of(secret, Base64.getEncoder().encodeToString(basic));
  }

  /** A text without the secrets. */
  String withoutSecrets(String text) {
    String without = text;
    for (String secret : secrets) {
      without = without.replace(secret, "***");
    }
    return without;
  }

  /** Tells nothing of the secrets. */
  @Override
  public String toString() {
    return "GitAccess" + environment.keySet();
  }
}
