/**
 * The whole system on one machine: what is started, in which order, with which settings, and how it
 * is stopped. What is measured on it is no matter of this package.
 */
@NullMarked
package io.tacet.cli.up;

import org.jspecify.annotations.NullMarked;
