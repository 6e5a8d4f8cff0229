package io.tacet.scheduler.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.rest.Page;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives every JSON answer to a GET its entity tag, answers 304 to a client that has it already, and
 * links a page to the next one. Resources do nothing for it. Thread-safe.
 */
class AnswerHeaders {

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  private final Tags tags;

  AnswerHeaders(Tags tags) {
    this.tags = tags;
  }

  @ServerResponseFilter
  void add(ContainerRequestContext request, ContainerResponseContext response) {
    Object shown = response.getEntity();
    if (!request.getMethod().equals("GET") || response.getStatus() != OK || !isShown(shown)) {
      return;
    }
    if (shown instanceof Page<?> page && page.nextCursor() != null) {
      response.getHeaders().add(HttpHeaders.LINK, link(request.getUriInfo(), page.nextCursor()));
    }
    String tag = tags.of(shown);
    response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    if (known != null && Tags.names(known.replace("W/", ""), tag)) {
      response.setStatus(NOT_MODIFIED);
      response.setEntity(null);
    }
  }

  /** Records of the contract and lists of them; no streams and no texts. */
  private static boolean isShown(Object entity) {
    return entity instanceof Record || entity instanceof List<?>;
  }

  private static String link(UriInfo uri, String cursor) {
    List<String> query = new ArrayList<>();
    for (Map.Entry<String, List<String>> parameter : uri.getQueryParameters().entrySet()) {
      if (!parameter.getKey().equals("cursor")) {
        parameter.getValue().forEach(value -> query.add(encode(parameter.getKey(), value)));
      }
    }
    query.add(encode("cursor", cursor));
    return "<"
        + uri.getRequestUri().getRawPath()
        + "?"
        + String.join("&", query)
        + ">; rel=\"next\"";
  }

  private static String encode(String name, String value) {
    return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
  }
}
