package dev.nightshift.certificates.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.Answer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainAnalysisTest {
    private static final ChainAnalysis ANALYSIS = new ChainAnalysis(Authorities.trust());

    static List<Row> good() {
        return GoodChains.rows();
    }

    static List<Row> faulty() {
        return FaultyChains.rows();
    }

    private static ChainVerdict judge(Row row) {
        return ANALYSIS.judge(row.presented(), row.host(), Mint.NOW);
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_sound_chain_is_good_and_has_notes_at_most(Row row) {
        var verdict = judge(row);
        assertThat(kinds(verdict)).as("%s", verdict.faults()).isEqualTo(row.kinds());
        assertThat(verdict.trusted()).isEqualTo(Answer.YES);
        assertThat(verdict.nameMatches()).isEqualTo(Answer.YES);
        assertThat(verdict.standing()).isEqualTo(ChainVerdict.Standing.GOOD);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void a_fault_is_named_and_no_other(Row row) {
        var verdict = judge(row);
        assertThat(kinds(verdict)).as("%s", verdict.faults()).isEqualTo(row.kinds());
        assertThat(verdict.standing()).isNotEqualTo(ChainVerdict.Standing.GOOD);
        assertThat(verdict.faults())
                .allSatisfy(
                        fault ->
                                assertThat(fault.words()).hasSizeGreaterThan(20).matches(".*[.?]"));
    }

    @Test
    void forty_faults_and_more_are_in_the_table() {
        var kinds = new TreeSet<FaultKind>();
        faulty().forEach(row -> kinds.addAll(row.kinds()));
        assertThat(kinds).hasSizeGreaterThanOrEqualTo(40);
        assertThat(faulty()).hasSizeGreaterThanOrEqualTo(60);
    }

    private static Set<FaultKind> kinds(ChainVerdict verdict) {
        var kinds = new TreeSet<FaultKind>();
        verdict.faults().forEach(fault -> kinds.add(fault.kind()));
        return kinds;
    }
}
