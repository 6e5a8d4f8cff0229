package io.tacet.notifier.preference;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages, checked against the views at build time. */
@CheckedTemplate(basePath = "page")
final class PageTemplates {

  private PageTemplates() {}

  static native TemplateInstance preferences(PreferenceView view);
}
