package io.tacet.scheduler.job;

import io.tacet.contract.rest.GitSource;
import java.util.List;

/** Names for jobs whose submitter gave none. */
final class JobNames {

  private static final int LONGEST = 80;

  private JobNames() {}

  static String of(JobDefinition definition) {
    GitSource source = definition.source();
    List<String> command = definition.command();
    String name;
    if (command != null) {
      name = String.join(" ", command);
    } else if (source != null) {
      name = source.uri().replaceAll("/+$", "").replaceAll("^.*/", "").replaceAll("\\.git$", "");
    } else {
      name = "scenario";
    }
    String line = Texts.line(name, LONGEST);
    return line.isEmpty() ? "job" : line;
  }
}
