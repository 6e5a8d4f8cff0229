package io.tacet.worker.hwmon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bus and address of a chip as lm-sensors writes them (sensors(1), "chip names"), from the path of
 * its device.
 *
 * <p>A device of a class ({@code nvme0}, {@code phy0}, {@code BAT0}, {@code thermal_zone0}) has no
 * bus of its own: that of the device behind it counts. Where no device in the line has one, the
 * chip is virtual. Stateless.
 */
final class ChipAddress {

  static final String VIRTUAL = "virtual-0";

  private static final int LONGEST_LINE = 16;
  private static final int LEGACY_ISA_BUS = 9191;
  private static final Pattern I2C = Pattern.compile("(\\d{1,5})-([0-9a-f]{1,8})");
  private static final Pattern SPI = Pattern.compile("spi(\\d{1,5})\\.(\\d{1,5})");
  private static final Pattern PCI =
      Pattern.compile("([0-9a-f]{1,4}):([0-9a-f]{1,2}):([0-9a-f]{1,2})\\.([0-9a-f])");
  private static final Pattern PLATFORM = Pattern.compile("[a-z0-9_]+\\.(\\d{1,9})");
  private static final Pattern HID =
      Pattern.compile("([0-9A-F]{1,4}):[0-9A-F]{1,4}:[0-9A-F]{1,4}\\.([0-9A-F]{1,4})");
  private static final Pattern SCSI =
      Pattern.compile("(\\d{1,5}):(\\d{1,3}):(\\d{1,3}):(\\d{1,5})");

  private ChipAddress() {}

  /**
   * For a chip's device.
   *
   * @param device the {@code device} link of its {@code hwmonN}; need not be there
   */
  static String of(Path device) throws IOException {
    if (!Files.exists(device)) {
      return VIRTUAL;
    }
    Path at = device.toRealPath();
    for (int i = 0; i < LONGEST_LINE && at.getFileName() != null; i++) {
      Optional<String> address = onBus(at);
      if (address.isPresent()) {
        return address.get();
      }
      Path behind = at.resolve("device");
      Path next = Files.exists(behind) ? behind.toRealPath() : at.getParent();
      if (next == null) {
        break;
      }
      at = next;
    }
    return VIRTUAL;
  }

  private static Optional<String> onBus(Path device) throws IOException {
    Path link = device.resolve("subsystem");
    if (!Files.exists(link)) {
      return Optional.empty();
    }
    String name = String.valueOf(device.getFileName());
    return switch (String.valueOf(link.toRealPath().getFileName())) {
      case "platform", "of_platform" -> Optional.of("isa-%04x".formatted(platform(name)));
      case "acpi" -> Optional.of("acpi-0");
      case "pci" -> matched(PCI, name).map(ChipAddress::pci);
      case "i2c" -> matched(I2C, name).map(ChipAddress::i2c);
      case "spi" -> matched(SPI, name).map(m -> "spi-%d-%x".formatted(dec(m, 1), dec(m, 2)));
      case "hid" -> matched(HID, name).map(m -> "hid-%d-%x".formatted(hex(m, 1), hex(m, 2)));
      case "scsi" -> matched(SCSI, name).map(ChipAddress::scsi);
      default -> Optional.empty();
    };
  }

  private static int platform(String name) {
    return matched(PLATFORM, name).map(m -> dec(m, 1)).orElse(0);
  }

  private static String pci(Matcher m) {
    int slot = (hex(m, 3) << 3) + hex(m, 4);
    return "pci-%04x".formatted((hex(m, 1) << 16) + (hex(m, 2) << 8) + slot);
  }

  private static String i2c(Matcher m) {
    return dec(m, 1) == LEGACY_ISA_BUS
        ? "isa-%04x".formatted(hex(m, 2))
        : "i2c-%d-%02x".formatted(dec(m, 1), hex(m, 2));
  }

  private static String scsi(Matcher m) {
    int address = (dec(m, 2) << 8) + (dec(m, 3) << 4) + dec(m, 4);
    return "scsi-%d-%x".formatted(dec(m, 1), address);
  }

  private static Optional<Matcher> matched(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  private static int dec(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static int hex(Matcher matcher, int group) {
    return Integer.parseUnsignedInt(matcher.group(group), 16);
  }
}
