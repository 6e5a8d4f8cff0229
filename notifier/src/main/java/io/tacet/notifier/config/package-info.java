/** Configuration keys of the notifier and their check at start. Shared keys are in the contract. */
@NullMarked
package io.tacet.notifier.config;

import org.jspecify.annotations.NullMarked;
