/**
 * What the machines have: processors, dated, and whether they could work. Nothing about its use.
 */
@NullMarked
package io.tacet.accountant.hardware;

import org.jspecify.annotations.NullMarked;
