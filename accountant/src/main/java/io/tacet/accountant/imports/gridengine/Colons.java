package io.tacet.accountant.imports.gridengine;

import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.imports.record.Numbers;
import io.tacet.accountant.imports.record.UsageLine;

/**
 * Where the fields of a line begin. A job name or a category may hold colons, and then all fields
 * after it have moved; the numbers around them tell by how much. What comes after the 45th field
 * (Univa writes 74) is never looked at. Reused from line to line; for one thread.
 */
final class Colons {

  /** Fields of Grid Engine 6.1, the fewest there are. */
  static final int LEAST = 43;

  private static final int OF_6_2 = 45;
  private static final int OF_UNIVA = 74;
  private static final int MOST = 512;
  private static final int JOB_NUMBER = 5;
  private static final int PRIORITY = 7;
  private static final int WALLCLOCK = 13;
  private static final int SLOTS = 34;
  private static final int CPU = 36;
  private static final int IOW = 40;
  private static final int PE_TASK = 41;
  private static final int MAXVMEM = 42;

  private final int[] starts = new int[MOST + 1];
  private Line line = Line.of(new byte[0]);
  private int fields;
  private int inName;
  private int inCategory;

  /** Finds the fields of a line. */
  void split(Line next) throws BadField {
    line = next;
    byte[] data = next.data();
    fields = 0;
    starts[0] = next.from();
    for (int i = next.from(); i < next.to() && fields < MOST - 1; i++) {
      if (data[i] == ':') {
        starts[++fields] = i + 1;
      }
    }
    starts[++fields] = next.to() + 1;
    if (fields < LEAST) {
      throw new BadField(
          BadReason.UNREADABLE, "it has " + fields + " fields; Grid Engine writes 43, 45 or 74");
    }
    findName();
    findCategory();
  }

  /** Where field i begins, as counted in a line without colons in its fields. */
  int from(int i) {
    return starts[moved(i)];
  }

  /** Where it ends. */
  int to(int i) {
    return starts[moved(i) + 1] - 1;
  }

  /**
   * A field that is a whole number.
   *
   * @throws BadField when it is none
   */
  long whole(int i, String name) throws BadField {
    long number = Numbers.whole(line.data(), from(i), to(i));
    if (number == UsageLine.NONE) {
      throw new BadField(BadReason.UNREADABLE, name + " is no whole number");
    }
    return number;
  }

  private int moved(int i) {
    return i <= 3 ? i : i <= 38 ? i + inName : i + inName + inCategory;
  }

  /** Of several ways to read it, the one that leaves a number of fields which somebody writes. */
  private void findName() throws BadField {
    int found = 0;
    int known = 0;
    for (int shift = 0; shift <= fields - LEAST; shift++) {
      if (fits(shift)) {
        boolean usual = isUsual(fields - shift);
        if (found == 0 || (usual && known == 0)) {
          inName = shift;
        }
        found++;
        known += usual ? 1 : 0;
      }
    }
    if (found == 0) {
      throw new BadField(
          BadReason.UNREADABLE, "fields 6, 8 to 14, 35, 36 and 37 are not all numbers");
    }
    if (found > 1 && known != 1) {
      throw new BadField(BadReason.AMBIGUOUS, "colons in a field let it be read in two ways");
    }
  }

  private static boolean isUsual(int count) {
    return count == LEAST || count == OF_6_2 || count == OF_UNIVA;
  }

  /** Whether all fields that must be numbers are, if the job name holds so many colons. */
  private boolean fits(int shift) {
    if (!isWhole(JOB_NUMBER + shift)) {
      return false;
    }
    for (int i = PRIORITY; i < WALLCLOCK; i++) {
      if (!isWhole(i + shift)) {
        return false;
      }
    }
    return isDecimal(WALLCLOCK + shift)
        && isWhole(SLOTS + shift)
        && isWhole(SLOTS + 1 + shift)
        && isDecimal(CPU + shift);
  }

  private void findCategory() throws BadField {
    for (int shift = inName; shift + MAXVMEM < fields; shift++) {
      if (isDecimal(IOW + shift) && isDecimal(MAXVMEM + shift)) {
        inCategory = shift - inName;
        return;
      }
    }
    throw new BadField(BadReason.UNREADABLE, "fields 41 and 43 are not numbers");
  }

  private boolean isWhole(int place) {
    return Numbers.whole(line.data(), starts[place], starts[place + 1] - 1) != UsageLine.NONE;
  }

  private boolean isDecimal(int place) {
    return Numbers.isDecimal(line.data(), starts[place], starts[place + 1] - 1);
  }

  /** Where the parallel task's id stands. */
  static int peTask() {
    return PE_TASK;
  }
}
