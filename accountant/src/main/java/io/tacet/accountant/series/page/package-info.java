/**
 * Series as one page with charts to zoom into, which needs nothing but itself. Knows what is to be
 * shown, not where it comes from, nor who may see it.
 */
@NullMarked
package io.tacet.accountant.series.page;

import org.jspecify.annotations.NullMarked;
