package io.tacet.contract.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.tacet.contract.json.EventJson;
import io.tacet.contract.topic.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Writes the page docs/topics.md. */
public final class TopicsPage {

  /** What to call when the page is not what this class writes. */
  public static final String COMMAND =
      "mvn -f schemas/pom.xml test -Dtest=TopicsPageTest -Dtacet.docs.write=true";

  private static final String BEGINNING =
      """
      # Topics

      What is on the topics, field by field. How to attach a reader, with examples that run: [analytics.md](analytics.md).

      <!-- Written from the schemas and the topics' settings, not by hand. To write it anew:
           %s -->

      Names begin with the prefix `tacet.topics.prefix` (`tacet.` by default). Values are Avro in Confluent's wire format:
      a byte 0, the schema's id as four bytes (big endian), the Avro bytes; the schema is at the registry under
      `/apis/ccompat/v7/schemas/ids/ID`. Keys are text in UTF-8. The time of a record is the broker's (LogAppendTime).
      Read with `isolation.level=read_committed`: what a transaction wrote that was given up must not be counted.

      ## What may change

      Each record type is registered with the compatibility FULL_TRANSITIVE, and the build checks every change against
      every release (`schemas/released`). For you as a reader that means:

      - **Your reader keeps working.** With the schema you have today you can read every record written before and after
        it, as long as the topic keeps it. No field that has no default here ever goes away, no field changes its type,
        its unit or its meaning.
      - **New fields come, always with a default**; a reader that does not know them does not see them. Read by name, not
        by position, and do not refuse what you do not know.
      - **Enums grow.** With an older schema a symbol that is new is read as the enum's default, `UNKNOWN`: treat
        that as "something newer", not as an error.
      - Optional fields are `null` by default. A field that is no longer written stays, and has its default.

      Not part of the promise: the order of records of different keys, offsets without gaps (transactions leave some), the
      numbers of schema ids, and the JSON below, which is how `tacet topics tail` shows a record: times ISO 8601 in UTC,
      bytes Base64, decimals numbers. In Avro a `timestamp-micros` is a long, µs since 1970 in UTC.

      """;

  private final Topics topics;
  private final Map<String, Schema> enums = new TreeMap<>();

  private TopicsPage(Topics topics) {
    this.topics = topics;
  }

  /** The whole page, Markdown. */
  public static String text() {
    return new TopicsPage(new Topics(Topics.DEFAULT_PREFIX)).write();
  }

  private String write() {
    List<TopicGuide> guides = TopicGuide.all(topics);
    StringBuilder page = new StringBuilder(BEGINNING.formatted(COMMAND));
    page.append("| topic | key | partitions | kept | record |\n|---|---|--:|---|---|\n");
    guides.forEach(guide -> page.append(summary(guide)));
    guides.forEach(guide -> page.append(section(guide)));
    page.append("\n## Enums\n\n| enum | symbols | meaning |\n|---|---|---|\n");
    enums.values().forEach(type -> page.append(symbols(type)));
    return page.toString();
  }

  private String summary(TopicGuide guide) {
    SpecificRecord example = guide.example();
    String kept = guide.retention();
    int more = kept.indexOf(':');
    return row(
        "[`" + guide.name() + "`](#" + heading(guide) + ")",
        guide.key(),
        Integer.toString(guide.spec().partitions()),
        more < 0 ? kept : kept.substring(0, more),
        example == null ? "raw bytes" : "`" + example.getSchema().getName() + "`");
  }

  private String section(TopicGuide guide) {
    StringBuilder text = new StringBuilder();
    text.append("\n## ").append(heading(guide)).append("\n\n");
    SpecificRecord example = guide.example();
    if (example != null) {
      text.append(plain(example.getSchema().getDoc())).append("\n\n");
    }
    text.append(guide.note()).append("\n\n");
    text.append("- topic: `").append(guide.name()).append("`\n");
    text.append("- key: ").append(guide.key()).append('\n');
    text.append("- partitions: ").append(guide.spec().partitions()).append('\n');
    text.append("- kept: ").append(guide.retention()).append('\n');
    text.append("- written by: ").append(guide.writers()).append('\n');
    text.append("- read by: ").append(guide.readers()).append('\n');
    if (example != null) {
      Schema schema = example.getSchema();
      collectEnums(schema);
      text.append("- record: `").append(schema.getFullName()).append("`\n\n");
      text.append("| field | type | unit | meaning | default |\n|---|---|---|---|---|\n");
      Fields.of(schema).forEach(line -> text.append(field(line)));
      text.append("\n```json\n").append(json(example)).append("\n```\n");
    }
    return text.toString();
  }

  private static String field(Fields.Line line) {
    String unit = line.unit();
    String otherwise = line.otherwise();
    return row(
        "`" + line.path() + "`",
        line.type(),
        unit == null ? "" : unit,
        plain(line.doc()),
        otherwise == null ? "required" : "`" + otherwise + "`");
  }

  private static String symbols(Schema type) {
    String symbols =
        type.getEnumSymbols().stream().map(s -> "`" + s + "`").collect(Collectors.joining(", "));
    return row(
        "<a id=\"" + Fields.anchor(type) + "\"></a>`" + type.getName() + "`",
        symbols,
        plain(String.valueOf(type.getDoc())));
  }

  /** A doc string within a cell: nothing of it is Markdown. */
  private static String plain(String doc) {
    return doc.replace("|", "\\|").replace("<", "&lt;");
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** The name in a heading, without prefix, so that links to it stay under any prefix. */
  private String heading(TopicGuide guide) {
    return guide.name().substring(topics.prefix().length()).replace(".<machine>", "");
  }

  private void collectEnums(Schema schema) {
    switch (schema.getType()) {
      case ENUM -> enums.put(schema.getName(), schema);
      case RECORD -> collectAll(schema.getFields().stream().map(Schema.Field::schema).toList());
      case UNION -> collectAll(schema.getTypes());
      case ARRAY -> collectEnums(schema.getElementType());
      case MAP -> collectEnums(schema.getValueType());
      default -> {
        // Nothing within.
      }
    }
  }

  private void collectAll(Collection<Schema> schemas) {
    schemas.forEach(this::collectEnums);
  }

  private static String json(SpecificRecord example) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    ObjectWriter writer =
        new ObjectMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(indenter));
    try {
      return writer.writeValueAsString(EventJson.of(example));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
