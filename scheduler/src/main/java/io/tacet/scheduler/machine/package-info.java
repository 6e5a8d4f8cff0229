/**
 * Measurement machines: registration with topic and seeded offset, what they report, the trimming
 * of their topics. Orders are none of its business.
 */
@NullMarked
package io.tacet.scheduler.machine;

import org.jspecify.annotations.NullMarked;
