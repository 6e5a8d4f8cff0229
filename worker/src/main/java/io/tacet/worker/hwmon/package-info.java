/**
 * The chips that hwmon shows, under the ids and labels of lm-sensors: which there are, what they
 * measure, what they read now. Nothing here knows what a reading is for or when it is taken.
 */
@NullMarked
package io.tacet.worker.hwmon;

import org.jspecify.annotations.NullMarked;
