/**
 * A small model of charts and how it is drawn as SVG: no script, nothing from elsewhere, made for
 * screen and paper. Knows labels and numbers, not what they mean.
 */
@NullMarked
package io.tacet.accountant.chart;

import org.jspecify.annotations.NullMarked;
