/**
 * Bodies of the REST interfaces, shared by the services that serve them and the command that calls
 * them. Data only: records without behaviour, times in UTC, units in the names.
 */
@NullMarked
package io.tacet.contract.rest;

import org.jspecify.annotations.NullMarked;
