package io.tacet.cli.dashboard;

/** The files by which Grafana finds database and dashboards. Secrets are variables of Grafana's. */
final class DataSource {

  /** Grafana's id of it. */
  static final String UID = "tacet-postgres";

  /** Where Grafana finds the dashboards, if nothing else is said. */
  static final String USUAL_PLACE = "/etc/grafana/tacet/dashboards";

  private DataSource() {}

  /** The database, as the role grafana. */
  static String source() {
    return """
        # Written by: tacet dashboards. Grafana puts its own environment in for ${...}; see docs/grafana.md.
        apiVersion: 1
        datasources:
          - name: Tacet
            uid: %s
            type: grafana-postgresql-datasource
            access: proxy
            url: ${TACET_GRAFANA_DB_ADDRESS}
            user: grafana
            editable: false
            jsonData:
              database: ${TACET_GRAFANA_DB_NAME}
              # disable, or verify-full with the certificate authority's file
              sslmode: ${TACET_GRAFANA_DB_SSLMODE}
              tlsConfigurationMethod: file-path
              sslRootCertFile: ${TACET_GRAFANA_DB_CA}
              postgresVersion: 1500
              timescaledb: false
              timeInterval: 1s
              maxOpenConns: 5
              maxIdleConns: 2
              connMaxLifetime: 3600
            secureJsonData:
              password: ${TACET_GRAFANA_DB_PASSWORD}
        """
        .formatted(UID);
  }

  /**
   * The dashboards.
   *
   * @param place where Grafana finds their directory
   */
  static String provider(String place) {
    return """
        # Written by: tacet dashboards.
        apiVersion: 1
        providers:
          - name: Tacet
            folder: Tacet
            type: file
            disableDeletion: false
            allowUiUpdates: false
            updateIntervalSeconds: 60
            options:
              path: '%s'
        """
        .formatted(place.replace("'", "''"));
  }
}
