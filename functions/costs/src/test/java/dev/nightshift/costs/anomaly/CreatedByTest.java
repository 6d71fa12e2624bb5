package dev.nightshift.costs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatedByTest {
    @ParameterizedTest
    @CsvSource({
        "Root:1234567890, the root user of account 1234567890",
        "Root:111122223333:exampleUser, the root user of account 111122223333",
        "IAMUser:AIDACKCEVSQ6C2EXAMPLE:exampleUser, user exampleUser",
        "IAMUser:AIDACKCEVSQ6C2EXAMPLE, user AIDACKCEVSQ6C2EXAMPLE",
        "AssumedRole:AKIAIOSFODNN7EXAMPLE:exampleRole, session exampleRole of a role",
        "AssumedRole:AROACKCEVSQ6C2EXAMPLE:a:b, session a:b of a role",
        "AssumedRole:AROACKCEVSQ6C2EXAMPLE, a session of role AROACKCEVSQ6C2EXAMPLE",
        "FederatedUser:1234567890:exampleUser, federated user exampleUser",
        "SomethingNew:1:anna, SomethingNew:1:anna",
        "anna, anna",
        "IAMUser:, IAMUser:",
        "Root::x, the root user of account",
    })
    void what_aws_writes_is_told_in_words(String value, String words) {
        assertThat(CreatedBy.words(CreatedBy.TAG, value).strip()).isEqualTo(words);
    }

    @Test
    void of_any_other_tag_the_value_is_the_name() {
        assertThat(CreatedBy.words("owner", "IAMUser:AIDA:anna")).isEqualTo("IAMUser:AIDA:anna");
    }

    @Test
    void whatever_somebody_writes_stays_one_short_line() {
        var random = new Random(20_261_128);
        var types = new String[] {"Root:", "IAMUser:", "AssumedRole:", "FederatedUser:", ""};
        for (int i = 0; i < 2_000; i++) {
            var value = new StringBuilder(types[random.nextInt(types.length)]);
            random.ints(random.nextInt(200), 1, 0x2100)
                    .filter(Character::isDefined)
                    .forEach(value::appendCodePoint);
            for (var tag : new String[] {CreatedBy.TAG, "owner"}) {
                var words = CreatedBy.words(tag, value.toString());
                assertThat(words.codePointCount(0, words.length())).isLessThan(110);
                assertThat(words.codePoints())
                        .noneMatch(
                                point ->
                                        Character.isISOControl(point)
                                                || Character.getType(point) == Character.FORMAT);
            }
        }
    }
}
