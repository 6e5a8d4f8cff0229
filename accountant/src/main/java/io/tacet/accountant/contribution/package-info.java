/** What PIs paid for, dated, with the share of each. Who they are is in the package of PIs. */
@NullMarked
package io.tacet.accountant.contribution;

import org.jspecify.annotations.NullMarked;
