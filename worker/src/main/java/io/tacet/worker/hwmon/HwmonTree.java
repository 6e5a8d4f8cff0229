package io.tacet.worker.hwmon;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The chips below {@code class/hwmon} (kernel documentation, hwmon/sysfs-interface). Looked up anew
 * each time: numbers change at boot and when a driver comes. Thread-safe.
 *
 * <pre>{@code
 * double celsius =
 *     new HwmonTree(Path.of("/sys")).feature("coretemp-isa-0000", "Package id 0").read();
 * }</pre>
 */
public final class HwmonTree {

  private static final Pattern INPUT =
      Pattern.compile("(in|fan|temp|power|energy|curr|humidity)(\\d{1,4})_(input|average)");

  private final Path classDirectory;

  /**
   * Of a machine.
   *
   * @param sysRoot root of the sys file system
   */
  public HwmonTree(Path sysRoot) {
    this.classDirectory = sysRoot.resolve("class/hwmon");
  }

  /**
   * All chips that measure something, by id; none where the machine has none. A chip whose driver
   * goes meanwhile is left out.
   *
   * @throws IOException when the directory itself can't be read
   */
  public List<HwmonChip> chips() throws IOException {
    List<HwmonChip> chips = new ArrayList<>();
    if (Files.isDirectory(classDirectory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(classDirectory)) {
        for (Path entry : entries) {
          chip(entry).ifPresent(chips::add);
        }
      }
    }
    chips.sort(Comparator.comparing(HwmonChip::id));
    return List.copyOf(chips);
  }

  /**
   * One feature.
   *
   * @param chip its id, or its name where no other chip has that name
   * @param feature its label or name; empty: the chip's first temperature
   * @throws NoSuchFeatureException when there is none, or more than one chip of that name
   */
  public HwmonFeature feature(String chip, String feature) throws IOException {
    HwmonChip found = chip(chip);
    Optional<HwmonFeature> wanted =
        feature.isEmpty()
            ? found.features().stream()
                .filter(one -> one.quantity() == Quantity.TEMPERATURE)
                .findFirst()
            : found.feature(feature);
    return wanted.orElseThrow(
        () ->
            new NoSuchFeatureException(
                "%s has no '%s', only: %s"
                    .formatted(
                        found.id(),
                        feature.isEmpty() ? "temperature" : feature,
                        found.features().stream()
                            .map(HwmonFeature::label)
                            .collect(Collectors.joining(", ")))));
  }

  private HwmonChip chip(String text) throws IOException {
    List<HwmonChip> chips = chips();
    Optional<HwmonChip> byId = chips.stream().filter(chip -> chip.id().equals(text)).findFirst();
    if (byId.isPresent()) {
      return byId.get();
    }
    List<HwmonChip> byName = chips.stream().filter(chip -> chip.name().equals(text)).toList();
    if (byName.size() == 1) {
      return byName.get(0);
    }
    if (byName.isEmpty()) {
      throw new NoSuchFeatureException(
          "There is no chip '%s' here%s"
              .formatted(text, chips.isEmpty() ? ", and no other" : ", only: " + ids(chips)));
    }
    throw new NoSuchFeatureException(
        "'%s' is the name of %d chips, give the id of one: %s"
            .formatted(text, byName.size(), ids(byName)));
  }

  private static String ids(List<HwmonChip> chips) {
    return chips.stream().map(HwmonChip::id).collect(Collectors.joining(", "));
  }

  private static Optional<HwmonChip> chip(Path entry) {
    Path device = entry.resolve("device");
    // Before Linux 3.13 many drivers had name and readings in the device's own directory.
    Path directory = SysAttribute.find(entry.resolve("name")).isPresent() ? entry : device;
    Optional<String> name = SysAttribute.find(directory.resolve("name"));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      List<HwmonFeature> features = features(directory);
      return features.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new HwmonChip(name.get() + "-" + ChipAddress.of(device), name.get(), features));
    } catch (IOException e) {
      return Optional.empty(); // gone while it was looked at: the same as not there
    }
  }

  private static List<HwmonFeature> features(Path directory) throws IOException {
    List<HwmonFeature> features = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Matcher matcher = INPUT.matcher(String.valueOf(file.getFileName()));
        if (matcher.matches() && isTheReading(file, matcher)) {
          features.add(feature(file, matcher));
        }
      }
    }
    features.sort(Comparator.comparing(HwmonFeature::quantity).thenComparing(HwmonFeature::number));
    return features;
  }

  /** Power meters have an average instead of a reading, or beside it. */
  private static boolean isTheReading(Path file, Matcher matcher) {
    if (matcher.group(3).equals("input")) {
      return true;
    }
    String name = matcher.group(1) + matcher.group(2);
    return matcher.group(1).equals("power") && !Files.exists(file.resolveSibling(name + "_input"));
  }

  private static HwmonFeature feature(Path file, Matcher matcher) {
    String prefix = matcher.group(1);
    String name = prefix + matcher.group(2);
    Quantity quantity = Quantity.TEMPERATURE;
    for (Quantity one : Quantity.values()) {
      quantity = one.prefix().equals(prefix) ? one : quantity;
    }
    return new HwmonFeature(
        quantity,
        Integer.parseInt(matcher.group(2)),
        SysAttribute.find(file.resolveSibling(name + "_label")).orElse(name),
        file);
  }
}
