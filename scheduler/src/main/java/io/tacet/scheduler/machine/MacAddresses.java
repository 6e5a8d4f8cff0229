package io.tacet.scheduler.machine;

import io.tacet.problem.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MAC addresses (EUI-48) as people write them: {@code 00:11:22:aa:bb:cc}, or with {@code -}. */
final class MacAddresses {

  private static final int MOST = 8;
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  private static final int GROUP_BIT = 1;

  private MacAddresses() {}

  /** The addresses in lower case with colons, each once; whatever is wrong goes to the errors. */
  static List<String> checked(List<@Nullable String> texts, FieldErrors errors) {
    String field = "macAddresses";
    errors.require(texts.size() <= MOST, field, "must be at most " + MOST);
    List<String> macs = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      String mac = text == null ? "" : text.strip().toLowerCase(Locale.ROOT).replace('-', ':');
      if (!MAC.matcher(mac).matches()) {
        errors.add(field + "[" + i + "]", "must be six bytes in hex, e.g. 00:11:22:aa:bb:cc");
      } else if ((Integer.parseInt(mac.substring(0, 2), 16) & GROUP_BIT) != 0) {
        errors.add(field + "[" + i + "]", "is a group address, not a network card's");
      } else if (!macs.contains(mac)) {
        macs.add(mac);
      }
    }
    return List.copyOf(macs);
  }
}
