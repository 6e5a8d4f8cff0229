package io.tacet.contract.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command {@code java -cp … io.tacet.contract.guide.WriteTopicsPage FILE}: writes the page of
 * the topics, docs/topics.md.
 */
public final class WriteTopicsPage {

  private WriteTopicsPage() {}

  /** Entry point. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1 || arguments[0].startsWith("-")) {
      System.err.println("Usage: WriteTopicsPage FILE   writes the page of the topics there");
      System.exit(2);
    }
    Path file = Path.of(arguments[0]);
    Files.writeString(file, TopicsPage.text());
    System.out.println(file);
  }
}
