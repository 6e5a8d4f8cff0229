package io.tacet.notifier.content;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what looks like a secret: mail is stored and forwarded in clear. It knows the
 * forms of many tokens and the names that secrets go by; what has neither form nor name passes, so
 * this is a net below a job that prints no secrets, and no leave to print them.
 */
final class Secrets {

  private static final String MASK = "•••";

  private static final String NAME =
      "(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key"
          + "|credential)";

  private static final List<Rule> RULES =
      List.of(
          // A private key in PEM, even if its end has been cut off
          rule(
              "(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)[\\s\\S]*?"
                  + "(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\\z)",
              "$1 " + MASK),
          // Passwords in URLs, and tokens that stand in the place of the user
          rule(
              "(\\b[a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\\s/@:]{0,200}:)[^\\s/@]{1,500}@",
              "$1" + MASK + "@"),
          rule("(\\b[a-zA-Z][a-zA-Z0-9+.-]{0,20}://)[^\\s/@:]{20,500}@", "$1" + MASK + "@"),
          // Tokens with a form of their own: GitHub, GitLab, Slack, AWS, OpenAI, Google, npm, PyPI,
          // Docker, Hugging Face, Tacet; JSON web tokens
          rule(
              "\\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\\w{20,}|glpat-[\\w-]{16,}"
                  + "|xox[abeprs]-[\\w-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16}|sk-[\\w-]{20,}"
                  + "|AIza[\\w-]{30,}|npm_[A-Za-z0-9]{30,}|pypi-[\\w-]{20,}|dckr_pat_[\\w-]{20,}"
                  + "|hf_[A-Za-z0-9]{20,}|tacet_[\\w-]{20,}"
                  + "|eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?)",
              MASK),
          rule("(?i)(\\b(?:bearer|basic)\\s+)[A-Za-z0-9._~+/-]{12,}=*", "$1" + MASK),
          // name=value; with a colon only what is long or quoted, or "unexpected token: x" would go
          rule(
              "(?i)("
                  + NAME
                  + "[\\w.-]{0,40}[\"']?\\s?=\\s?)"
                  + "(?:\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s,;&\"']+)",
              "$1" + MASK),
          rule(
              "(?i)("
                  + NAME
                  + "[\\w.-]{0,40}[\"']?\\s?:\\s?)"
                  + "(?:\"[^\"\\n]{3,}\"|'[^'\\n]{3,}'|[^\\s,;&\"']{8,})",
              "$1" + MASK),
          rule("(?i)(--?" + NAME + "\\s+)[^\\s-]\\S*", "$1" + MASK));

  private Secrets() {}

  /** The text with each of them replaced by {@code •••}. */
  static String mask(String text) {
    String masked = text;
    for (Rule rule : RULES) {
      masked = rule.pattern().matcher(masked).replaceAll(rule.by());
    }
    return masked;
  }

  private static Rule rule(String pattern, String by) {
    return new Rule(Pattern.compile(pattern), by);
  }

  private record Rule(Pattern pattern, String by) {}
}
