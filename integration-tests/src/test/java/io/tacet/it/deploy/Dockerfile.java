package io.tacet.it.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A Dockerfile. Immutable.
 *
 * @param instructions in order, continued lines joined, comments gone
 */
record Dockerfile(List<Instruction> instructions) {

  /** An instruction, e.g. {@code COPY} and {@code . .}. */
  record Instruction(String name, String arguments) {

    /** Arguments that are no options. */
    List<String> operands() {
      return Arrays.stream(arguments.split("\\s+")).filter(word -> !word.startsWith("--")).toList();
    }

    /** Arguments written as a JSON array. */
    List<String> words() {
      try {
        return List.of(new ObjectMapper().readValue(arguments, String[].class));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(name + " is not a JSON array: " + arguments, e);
      }
    }
  }

  /** Parses a text. */
  static Dockerfile parse(String text) {
    String code = text.replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", " ");
    List<Instruction> instructions = new ArrayList<>();
    for (String line : code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
      String[] parts = line.split("\\s+", 2);
      instructions.add(
          new Instruction(parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1] : ""));
    }
    return new Dockerfile(List.copyOf(instructions));
  }

  /** The stages, each beginning with its {@code FROM}. */
  List<List<Instruction>> stages() {
    List<List<Instruction>> stages = new ArrayList<>();
    for (Instruction instruction : instructions) {
      if (instruction.name().equals("FROM")) {
        stages.add(new ArrayList<>());
      }
      if (stages.isEmpty()) {
        throw new IllegalArgumentException("an instruction before FROM: " + instruction);
      }
      stages.get(stages.size() - 1).add(instruction);
    }
    return stages;
  }

  /** Instructions of that name in the stage that becomes the image. */
  List<Instruction> last(String name) {
    List<List<Instruction>> stages = stages();
    return stages.get(stages.size() - 1).stream()
        .filter(instruction -> instruction.name().equals(name))
        .toList();
  }
}
