/**
 * Where the servers are and with which token they are asked. The token stands in a file only its
 * owner can read, and is printed nowhere.
 */
@NullMarked
package io.tacet.cli.connection;

import org.jspecify.annotations.NullMarked;
