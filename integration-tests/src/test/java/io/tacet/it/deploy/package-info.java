/**
 * The files a deployment is made from, checked without an engine: docker-compose.yml, the
 * Dockerfiles and deploy/k8s, against each other, the build, and the services' own configuration.
 * Nothing here starts a container.
 */
@NullMarked
package io.tacet.it.deploy;

import org.jspecify.annotations.NullMarked;
