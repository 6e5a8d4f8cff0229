/** Configuration keys that every service shares; each service has its own mapping beside it. */
@NullMarked
package io.tacet.contract.config;

import org.jspecify.annotations.NullMarked;
