package io.tacet.worker.source;

import io.tacet.worker.source.SourceException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks out one commit of a repository, without its history. One checkout at a time; {@link #stop}
 * may come from another thread.
 */
public final class GitCheckout {

  /**
   * What git-check-ref-format(1) allows, and less: nothing that could be an option or a refspec.
   */
  private static final Pattern REF = Pattern.compile("[A-Za-z0-9_.@][A-Za-z0-9_./@+#=-]{0,254}");

  private static final String REMOTE_HEAD = "HEAD";

  private final boolean filesAllowed;
  private final Credentials credentials;
  private final Duration limit;
  private volatile @Nullable GitCommand running;
  private volatile boolean stopped;

  /**
   * With its limits.
   *
   * @param filesAllowed whether a repository may be a file URI
   * @param limit longest fetch
   * @param credentials for private repositories
   */
  public GitCheckout(boolean filesAllowed, Duration limit, Credentials credentials) {
    this.filesAllowed = filesAllowed;
    this.credentials = credentials;
    this.limit = limit;
  }

  /**
   * Checks out a commit.
   *
   * @param uri of the repository
   * @param ref branch, tag or commit; null: the remote's HEAD
   * @param directory an empty directory; becomes the working tree
   * @return id of the commit, 40 or 64 hex digits
   */
  public String checkOut(String uri, @Nullable String ref, Path directory)
      throws SourceException, IOException {
    SourceUri checked = SourceUri.of(uri, filesAllowed);
    String source = checked.text();
    String wanted = ref == null || ref.isBlank() ? REMOTE_HEAD : ref;
    if (!REF.matcher(wanted).matches() || wanted.contains("..") || wanted.contains("@{")) {
      throw new SourceException(
          Fault.USER, "source.ref: \"" + wanted + "\" is no name of a branch, a tag or a commit");
    }
    Optional<Credential> credential = credentials.forServerOf(checked);
    GitCommand git =
        new GitCommand(
            directory,
            filesAllowed ? "https:ssh:file" : "https:ssh",
            limit,
            GitAccess.with(credential));
    running = git;
    try {
      if (stopped) {
        git.stop();
      }
      must(git.run("init", "-q", "--template="), "init");
      GitCommand.Result fetch =
          git.run("fetch", "-q", "--depth=1", "--no-tags", "--", source, wanted);
      if (!fetch.ok()) {
        throw GitFailure.of(fetch, source, wanted, credential);
      }
      must(git.run("checkout", "-q", "--force", "--detach", "FETCH_HEAD"), "checkout");
      GitCommand.Result commit = git.run("rev-parse", "--verify", "HEAD");
      must(commit, "rev-parse");
      return commit.lastLine();
    } finally {
      running = null;
    }
  }

  /**
   * Finds a file of the checkout.
   *
   * @param path relative to its root
   */
  public static Path file(Path directory, String path) throws SourceException, IOException {
    Path file;
    try {
      file = directory.resolve(path);
    } catch (InvalidPathException e) {
      throw new SourceException(Fault.USER, "source.path: \"" + path + "\" is no path");
    }
    if (path.isBlank() || !Files.isRegularFile(file)) {
      throw new SourceException(
          Fault.USER, "source.path: \"" + path + "\" is not a file in the repository");
    }
    // A link in the repository must not lead to a file of the machine.
    if (!file.toRealPath().startsWith(directory.toRealPath())) {
      throw new SourceException(
          Fault.USER, "source.path: \"" + path + "\" leads out of the repository");
    }
    return file;
  }

  /** Ends a checkout that runs, and all later ones. */
  public void stop() {
    stopped = true;
    GitCommand git = running;
    if (git != null) {
      git.stop();
    }
  }

  private static void must(GitCommand.Result result, String what) throws IOException {
    if (!result.ok()) {
      throw new IOException("git " + what + " failed: " + result.lastLine());
    }
  }
}
