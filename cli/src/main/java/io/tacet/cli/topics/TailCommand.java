package io.tacet.cli.topics;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.security.KafkaRefusal;
import io.tacet.contract.serde.PlainReader;
import io.tacet.contract.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code topics tail}: prints records of a topic as JSON, one per line. */
@Command(
    name = "tail",
    description = {
      "Prints the records of a topic as JSON, one per line, until Ctrl-C. Committed ones only; no",
      "consumer group, so that no offset is kept and no right but to read the topic is needed.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet topics tail job-status",
      "  tacet topics tail results --key 0J5RXK2M9QZ1A --from-beginning --until-now",
      "  tacet topics tail metrics -n 1 | jq .value.metric",
      "  tacet topics tail results --brokers kafka1:9093 --kafka-ca ca.pem \\",
      "    --kafka-user tacet-analyst --kafka-password-file analyst.password \\",
      "    --registry https://registry.example.org"
    })
final class TailCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(
      paramLabel = "TOPIC",
      description = "As docs/topics.md names it, with or without the prefix: results, jobs.m1, …")
  private String topic = "";

  @Option(
      names = "--from-beginning",
      description = "What is there already, too; else only what comes from now on.")
  private boolean fromBeginning;

  @Option(names = "--until-now", description = "End with the last record there is at the start.")
  private boolean untilNow;

  @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key.")
  private @Nullable String key;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "End after so many.")
  private @Nullable Long count;

  @Mixin private TopicOptions where = new TopicOptions();

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  TailCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (count != null && count < 1) {
      throw new ParameterException(spec.commandLine(), "--count must be 1 at least.");
    }
    if (untilNow && !fromBeginning) {
      throw new ParameterException(
          spec.commandLine(), "--until-now without --from-beginning would show nothing.");
    }
    Map<String, String> environment = context.environment();
    List<String> problems = new ArrayList<>(where.problems());
    problems.addAll(where.registryProblems(environment));
    if (!problems.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", problems));
    }
    Topics topics = where.topics(environment);
    String name = topic.startsWith(topics.prefix()) ? topic : topics.prefix() + topic;
    String brokers = where.bootstrap(environment);
    where.mustNotNeedTls(brokers);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      RecordLine lines = new RecordLine(new PlainReader(where.registry(environment)));
      new TopicTail(consumer, name, fromBeginning, untilNow)
          .forEach(key, count == null ? Long.MAX_VALUE : count, record -> print(lines, record));
      return ExitCode.OK;
    } catch (IOException | KafkaException e) {
      throw new CommandFailure(
          e,
          "cannot read " + name + ": " + KafkaRefusal.text(e) + ".",
          List.of(
              "Kafka is asked at "
                  + brokers
                  + ", the registry at "
                  + where.registry(environment).url(),
              "(--brokers, --registry). Who may read a topic: docs/analytics.md."));
    }
  }

  private void print(RecordLine lines, ConsumerRecord<byte[], byte[]> record)
      throws IOException, InterruptedException {
    context.terminal().out().println(lines.of(record));
  }

  private Map<String, Object> settings(String brokers) {
    Map<String, Object> settings = new HashMap<>(where.security().properties());
    settings.put("bootstrap.servers", brokers);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("enable.metrics.push", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("default.api.timeout.ms", 15_000);
    return settings;
  }
}
