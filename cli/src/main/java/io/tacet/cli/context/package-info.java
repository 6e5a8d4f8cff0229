/**
 * What every verb is given: the process it runs in, the options that several verbs share. No verb
 * lives here.
 */
@NullMarked
package io.tacet.cli.context;

import org.jspecify.annotations.NullMarked;
