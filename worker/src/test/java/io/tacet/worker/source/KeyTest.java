package io.tacet.worker.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tacet.worker.source.SourceException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories behind a real SSH server that demands a key, with the machine's ssh. */
class KeyTest {

  @TempDir Path directory;

  private final SshServer server = SshServer.setUpDefaultServer();
  private final List<String> offered = new CopyOnWriteArrayList<>();
  private Path tree;
  private Path key;
  private Path knownHosts;

  @BeforeEach
  void serve() throws Exception {
    assumeThat(Path.of("/usr/bin/ssh")).as("ssh is installed").isExecutable();
    Programs.repository(directory.resolve("bench"), "tacet.yml", "private");
    tree = Files.createDirectory(directory.resolve("tree"));
    key = newKey("key");
    String accepted = publicKey(key);
    KeyPair host = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator(
        (user, shown, session) -> {
          offered.add(PublicKeyEntry.toString(shown));
          return PublicKeyEntry.toString(shown).equals(accepted);
        });
    server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
    server.start();
    knownHosts =
        Files.writeString(
            directory.resolve("known_hosts"),
            "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(host.getPublic()));
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(true);
  }

  @Test
  void a_private_repository_is_checked_out_with_the_workers_key_and_no_other() throws Exception {
    // when
    git(key, knownHosts).checkOut(uri(), "main", tree);

    // then
    assertThat(tree.resolve("tacet.yml")).hasContent("private");
    assertThat(offered).isNotEmpty().containsOnly(publicKey(key));
  }

  @Test
  void a_key_the_server_refuses_is_the_operators_matter() throws Exception {
    // when
    SourceException refused = fails(git(newKey("other"), knownHosts));

    // then
    assertThat(refused.fault()).isEqualTo(Fault.MACHINE);
    assertThat(refused)
        .hasMessage(
            "source.uri: the server of "
                + uri()
                + " refuses this machine's key; its operator must renew it or give it access"
                + " (tacet.worker.source.credentials.lab)");
  }

  @Test
  void a_server_nobody_knows_is_not_shown_the_key() throws Exception {
    // given
    Path nobody = Files.writeString(directory.resolve("nobody"), "");

    // when
    SourceException refused = fails(git(key, nobody));

    // then
    assertThat(refused.fault()).isEqualTo(Fault.MACHINE);
    assertThat(refused)
        .hasMessageContaining("does not know the server's host key")
        .hasMessageContaining("tacet.worker.source.known-hosts");
    assertThat(offered).isEmpty();
  }

  @Test
  void a_server_with_another_key_than_known_is_not_shown_the_workers() throws Exception {
    // given
    KeyPair another = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    Files.writeString(
        knownHosts,
        "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(another.getPublic()));

    // when
    SourceException refused = fails(git(key, knownHosts));

    // then
    assertThat(refused).hasMessageContaining("does not know the server's host key");
    assertThat(offered).isEmpty();
  }

  @Test
  void a_repository_that_is_not_there_is_the_submitters_matter_with_a_good_key() {
    // when
    SourceException missing =
        catchThrowableOfType(
            SourceException.class, () -> git(key, knownHosts).checkOut(uri() + "-not", null, tree));

    // then
    assertThat(missing.fault()).isEqualTo(Fault.USER);
    assertThat(missing).hasMessageContaining("does not appear to be a git repository");
  }

  private SourceException fails(GitCheckout git) {
    return catchThrowableOfType(SourceException.class, () -> git.checkOut(uri(), null, tree));
  }

  private GitCheckout git(Path file, Path hosts) {
    Given given = Given.key("lab", "127.0.0.1:" + server.getPort(), file, Optional.of(hosts));
    return new GitCheckout(false, Duration.ofSeconds(30), Credentials.of(given));
  }

  private String uri() {
    return "ssh://git@127.0.0.1:" + server.getPort() + directory.resolve("bench");
  }

  private Path newKey(String name) throws IOException, InterruptedException {
    Path file = directory.resolve(name);
    Programs.run(
        directory, "ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-C", "", "-f", file.toString());
    return file;
  }

  private static String publicKey(Path key) throws IOException {
    return Files.readString(key.resolveSibling(key.getFileName() + ".pub"), US_ASCII).strip();
  }
}
