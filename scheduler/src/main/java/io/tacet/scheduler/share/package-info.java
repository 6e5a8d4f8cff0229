/**
 * Who gets how much of a machine: the projects' weights and what each has had. Which job goes next
 * is decided in dispatch.
 */
@NullMarked
package io.tacet.scheduler.share;

import org.jspecify.annotations.NullMarked;
