package io.tacet.accountant.imports.lines;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import io.tacet.accountant.imports.record.UnusableFileException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What zstd (RFC 8878) packed, with a window of 8 MiB at most: that much is held in native memory,
 * which no limit of the heap bounds, for each file that is read. It is what the RFC asks of every
 * reader and what {@code zstd -19} needs. For one thread.
 */
final class NarrowZstd extends FilterInputStream {

  /** Of 8 MiB. */
  private static final int WINDOW_LOG = 23;

  private boolean begun;

  NarrowZstd(InputStream packed) throws IOException {
    super(new ZstdInputStream(packed).setLongMax(WINDOW_LOG));
  }

  /**
   * Reads.
   *
   * @throws UnusableFileException when the window is larger and nothing has been read
   * @throws IOException when it is larger in a later frame, or the file is damaged
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      int read = super.read(into, offset, length);
      begun |= read > 0;
      return read;
    } catch (ZstdIOException e) {
      if (e.getErrorCode() != Zstd.errFrameParameterWindowTooLarge()) {
        throw e;
      }
      String why =
          "The file is packed by zstd with a window of more than 8 MiB (--long, --ultra), which is"
              + " not read; pack it anew: zstd -dc --long=31 FILE | zstd -19 > NEW.zst";
      if (begun) {
        throw new IOException(why, e);
      }
      throw new UnusableFileException(why);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }
}
