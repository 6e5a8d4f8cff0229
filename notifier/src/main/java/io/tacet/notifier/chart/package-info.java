/** Small charts for mails, drawn to PNG. Knows numbers and words, no events. */
@NullMarked
package io.tacet.notifier.chart;

import org.jspecify.annotations.NullMarked;
