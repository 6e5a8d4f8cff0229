package io.tacet.contract.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * The command {@code java -cp … io.tacet.contract.registry.WriteSchemas DIRECTORY}: writes each
 * schema, complete in itself, to a file. Run at a release into {@code schemas/released/VERSION};
 * from then on the build refuses a change that readers or writers of that release could not live
 * with.
 */
public final class WriteSchemas {

  private static final SchemaFormatter PRETTY = SchemaFormatter.getInstance("json/pretty");

  private WriteSchemas() {}

  /** Entry point. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1 || arguments[0].startsWith("-")) {
      System.err.println("Usage: WriteSchemas DIRECTORY   writes one .avsc file per topic there");
      System.exit(2);
    }
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    for (Schema schema : EventSchemas.all()) {
      Path file = directory.resolve(schema.getName() + ".avsc");
      Files.writeString(file, PRETTY.format(schema) + "\n");
      System.out.println(file);
    }
  }
}
