/**
 * Named points at which a process can be made to die, so that the fault tests hit the gaps they are
 * about.
 */
@NullMarked
package io.tacet.contract.fault;

import org.jspecify.annotations.NullMarked;
