/** A database of one test class with the service's tables in it. Knows nothing of the service. */
@NullMarked
package io.tacet.accountant.migrated;

import org.jspecify.annotations.NullMarked;
