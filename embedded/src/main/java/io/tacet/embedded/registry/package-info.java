/** The schema registry (Apicurio) in a process of its own. Registers no schema and sets no rule. */
@NullMarked
package io.tacet.embedded.registry;

import org.jspecify.annotations.NullMarked;
