package io.tacet.notifier.config;

import java.util.List;

/** A part of the configuration that can say what is wrong with it. Asked once, at the start. */
public interface Checked {

  /** Problems, each naming its key and what to do; empty when there are none. */
  List<String> problems();
}
