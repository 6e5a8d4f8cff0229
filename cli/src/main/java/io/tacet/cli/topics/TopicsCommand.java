package io.tacet.cli.topics;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Answer;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.guide.TopicGuide;
import io.tacet.contract.topic.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code topics}: says which there are; its own verb shows what is on one. */
@Command(
    name = "topics",
    description = {
      "Lists Tacet's topics and what is on each. Asks no server; the fields of each record are in",
      "docs/topics.md.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet topics",
      "  tacet topics tail results --from-beginning --until-now"
    })
public final class TopicsCommand implements Callable<Integer> {

  private static final Listing<Row> LISTING =
      new Listing<>(
          List.of(
              Column.text("TOPIC", "topic", Row::topic),
              Column.text("KEY", "key", Row::key),
              Column.number("PARTITIONS", "partitions", Row::partitions),
              Column.text("RECORD", "record", Row::record),
              Column.text("WRITTEN BY", "writers", Row::writers)));

  private final Context context;

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table (default), json or csv. The first is for people and may change.")
  private OutputFormat output = OutputFormat.TABLE;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = Topics.DEFAULT_PREFIX,
      description = "What names begin with (default: ${DEFAULT-VALUE}).")
  private String prefix = Topics.DEFAULT_PREFIX;

  private TopicsCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verb. */
  public static CommandLine of(Context context) {
    return new CommandLine(new TopicsCommand(context)).addSubcommand(new TailCommand(context));
  }

  @Override
  public Integer call() {
    List<Row> rows = TopicGuide.all(new Topics(prefix)).stream().map(Row::of).toList();
    new Answer(output, context.terminal()).list(LISTING, rows, rows, "");
    return ExitCode.OK;
  }

  /** A topic. */
  record Row(String topic, String key, int partitions, String record, String writers) {

    static Row of(TopicGuide guide) {
      SpecificRecord example = guide.example();
      return new Row(
          guide.name(),
          guide.key().replace("`", ""),
          guide.spec().partitions(),
          example == null ? "" : example.getSchema().getName(),
          guide.writers());
    }
  }
}
