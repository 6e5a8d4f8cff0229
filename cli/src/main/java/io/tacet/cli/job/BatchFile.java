package io.tacet.cli.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.output.Json;
import io.tacet.contract.rest.SubmitJob;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Jobs in a file, one JSON object a line, as the REST interface takes them. */
final class BatchFile {

  private static final int MOST = 10_000;

  private BatchFile() {}

  /**
   * Reads them all; empty lines are passed over.
   *
   * @throws CommandFailure naming the line that is wrong
   */
  static List<SubmitJob> read(Path file) {
    ObjectReader reader =
        Json.mapper()
            .readerFor(SubmitJob.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    List<SubmitJob> jobs = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          jobs.add(reader.readValue(line));
        }
        if (jobs.size() > MOST) {
          throw new CommandFailure(
              file + " holds more than " + MOST + " jobs.", "Split it: split -l " + MOST);
        }
      }
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          e, file + ", line " + number + ": " + e.getOriginalMessage(), List.of());
    } catch (NoSuchFileException e) {
      throw new CommandFailure(e, "there is no file " + file + ".", List.of());
    } catch (MalformedInputException e) {
      throw new CommandFailure(e, file + " is no UTF-8 text.", List.of());
    } catch (IOException e) {
      throw new CommandFailure(e, "can't read " + file + ": " + e.getMessage(), List.of());
    }
    if (jobs.isEmpty()) {
      throw new CommandFailure(file + " holds no job; write one JSON object a line.");
    }
    return jobs;
  }
}
