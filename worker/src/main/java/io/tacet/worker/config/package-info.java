/** What can be configured, and the check of all of it at start. Nothing here has an effect. */
@NullMarked
package io.tacet.worker.config;

import org.jspecify.annotations.NullMarked;
