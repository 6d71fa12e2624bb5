package dev.nightshift.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.log.Metrics.Figure;
import dev.nightshift.core.log.Metrics.Unit;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogTest {
    private static final Scope SCOPE = new Scope("prod", "rds-backup");
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final Log log = new Log(SCOPE, Clock.fixed(NOW, ZoneOffset.UTC), lines::add);

    @Test
    void a_line_is_one_json_object_whatever_the_text() throws Exception {
        log.info("plan\n\"ned\"", "subject", "shop\u2028\t\\");

        var line = only();
        assertThat(lines.getFirst()).doesNotContain("\n");
        assertThat(line.path("at").asText()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(line.path("automation").asText()).isEqualTo("rds-backup");
        assertThat(line.path("message").asText()).isEqualTo("plan\n\"ned\"");
        assertThat(line.path("subject").asText()).isEqualTo("shop\u2028\t\\");
    }

    @Test
    void an_error_carries_its_cause_and_no_secret() throws Exception {
        log.error("failed", new IllegalStateException("password=hunter22"));

        assertThat(lines.getFirst()).doesNotContain("hunter22");
        assertThat(only().path("stack").asText()).contains("LogTest");
    }

    @Test
    void figures_are_in_the_embedded_metric_format() throws Exception {
        log.metrics(new Metrics(NOW, SCOPE, List.of(new Figure("RunTime", Unit.MILLISECONDS, 12))));

        var line = only();
        var directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(directive.path("Namespace").asText()).isEqualTo("Nightshift");
        assertThat(directive.at("/Dimensions/0"))
                .map(JsonNode::asText)
                .containsExactly("Stage", "Automation");
        assertThat(directive.at("/Metrics/0/Name").asText()).isEqualTo("RunTime");
        assertThat(directive.at("/Metrics/0/Unit").asText()).isEqualTo("Milliseconds");
        assertThat(line.path("RunTime").asDouble()).isEqualTo(12);
        assertThat(line.path("Stage").asText()).isEqualTo("prod");
    }

    @Test
    void more_figures_than_cloudwatch_reads_are_refused() {
        var figures = Collections.nCopies(101, new Figure("x", Unit.COUNT, 1));

        assertThatThrownBy(() -> new Metrics(NOW, SCOPE, figures)).hasMessageContaining("101");
    }

    private JsonNode only() throws Exception {
        assertThat(lines).hasSize(1);
        return new JsonMapper().readTree(lines.getFirst());
    }
}
