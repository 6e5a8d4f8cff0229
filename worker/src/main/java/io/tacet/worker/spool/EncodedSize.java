package io.tacet.worker.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** How long a record is in Avro's binary encoding. */
final class EncodedSize {

  private EncodedSize() {}

  /** Its length, bytes. */
  static int of(SpecificRecord event) {
    Counting count = new Counting();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(count, null);
    try {
      new SpecificDatumWriter<SpecificRecord>(event.getSchema()).write(event, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return count.bytes;
  }

  private static final class Counting extends OutputStream {
    private int bytes;

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      bytes += length;
    }
  }
}
