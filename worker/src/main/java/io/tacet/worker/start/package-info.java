/**
 * What happens before the worker starts: its configuration file is found, and all settings are
 * checked at once. Knows all settings; nothing but the main class knows this package.
 */
@NullMarked
package io.tacet.worker.start;

import org.jspecify.annotations.NullMarked;
