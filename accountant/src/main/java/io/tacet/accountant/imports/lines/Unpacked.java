package io.tacet.accountant.imports.lines;

import io.tacet.accountant.imports.record.UnusableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * A file as it was written, whether it comes as it is or packed by gzip (RFC 1952, also several
 * members after one another) or zstd (RFC 8878). What it is its first bytes say, not its name.
 *
 * @param stream the content; fails where a packed file ends too early
 * @param packed whether it was packed, and so is complete where it ends
 */
public record Unpacked(InputStream stream, boolean packed) {

  private static final int UNPACKED_AT_ONCE = 64 * 1024;

  /**
   * Looks at the first bytes.
   *
   * @throws UnusableFileException when it is packed in a way that is not read
   */
  public static Unpacked of(InputStream in) throws IOException {
    Peeked peeked = new Peeked(in);
    if (peeked.startsWith(0x1f, 0x8b)) {
      return new Unpacked(new GZIPInputStream(peeked, UNPACKED_AT_ONCE), true);
    }
    if (peeked.startsWith(0x28, 0xb5, 0x2f, 0xfd)) {
      return new Unpacked(new NarrowZstd(peeked), true);
    }
    refuse(peeked.startsWith(0xfd, '7', 'z', 'X', 'Z'), "xz");
    refuse(peeked.startsWith('B', 'Z', 'h'), "bzip2");
    refuse(peeked.startsWith('P', 'K', 3, 4), "zip");
    return new Unpacked(peeked, false);
  }

  private static void refuse(boolean is, String packer) {
    if (is) {
      throw new UnusableFileException(
          "The file is packed by "
              + packer
              + ", which is not read; unpack it, or use gzip or zstd");
    }
  }
}
