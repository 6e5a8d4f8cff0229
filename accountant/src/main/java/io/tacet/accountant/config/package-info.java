/** The service's clock and the shape of its JSON. */
@NullMarked
package io.tacet.accountant.config;

import org.jspecify.annotations.NullMarked;
