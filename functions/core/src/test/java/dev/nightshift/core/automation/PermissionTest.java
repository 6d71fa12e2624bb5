package dev.nightshift.core.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.Permission.Access;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionTest {
    private static final String FOLDER = "arn:{partition}:s3:::acme-costs/reports/*";

    @Test
    void what_is_kept_is_put_into_a_folder() {
        var keep = Permission.keep("pages", FOLDER);

        assertThat(keep.access()).isEqualTo(Access.KEEP);
        assertThat(keep.actions()).containsExactly("s3:PutObject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "arn:{partition}:s3:::*",
                "arn:{partition}:s3:::acme-costs",
                "arn:{partition}:s3:::acme-costs/*",
                "arn:{partition}:s3:::acme-*/reports/*",
                "arn:{partition}:dynamodb:::table/reports/*"
            })
    void nothing_wider_than_a_folder_is_kept(String resource) {
        assertThatThrownBy(() -> Permission.keep("pages", resource))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(resource);
    }

    @Test
    void keeping_is_neither_reading_nor_removing() {
        for (var actions :
                List.of(
                        List.of("s3:DeleteObject"),
                        List.of("s3:PutObject", "s3:GetObject"),
                        List.<String>of())) {
            assertThatThrownBy(
                            () ->
                                    new Permission(
                                            Access.KEEP,
                                            actions,
                                            List.of(FOLDER),
                                            Map.of(),
                                            "pages"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_note_is_an_entry_in_partitions_of_the_ledger_and_nothing_else() {
        var note = Permission.note("why", "nightshift-dev-ledger", "deployment#");

        assertThat(note.access()).isEqualTo(Permission.Access.KEEP);
        assertThat(note.conditions().toString()).contains("deployment#*");
        assertThatThrownBy(() -> note.when(Map.of()))
                .as("without its partitions it would be the whole table")
                .isInstanceOf(IllegalArgumentException.class);
    }
}
