package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.Cnames.Answer;
import dev.nightshift.certificates.acm.RecordState.Different;
import dev.nightshift.certificates.acm.RecordState.Missing;
import dev.nightshift.certificates.acm.RecordState.Present;
import dev.nightshift.certificates.acm.RecordState.Unknown;

/**
 * Judges a validation record by what Route 53 has of it and what DNS says of it. DNS decides where
 * it answers with a value: ACM asks nobody else, and a hosted zone may be one that no name server
 * of the domain points to. Route 53 decides where DNS is silent, and says where to restore.
 */
final class RecordVerdict {
    private RecordVerdict() {}

    static RecordState of(ValidationRecord record, ZoneAnswer zone, Answer dns) {
        return switch (dns) {
            case Answer.Found(var value) ->
                    ValidationRecord.same(value, record.value())
                            ? new Present()
                            : new Different(value, restore(record, zone));
            case Answer.None() -> absent(record, zone);
            case Answer.Unknown(var why) -> silent(record, zone, why);
        };
    }

    private static RecordState absent(ValidationRecord record, ZoneAnswer zone) {
        return switch (zone) {
            case ZoneAnswer.Holds holds when holds.only(record.value()) ->
                    new Unknown(
                            ("hosted zone %s has %s, but DNS does not: compare the domain's name"
                                            + " servers at its registrar with those of the zone")
                                    .formatted(holds.zone(), record));
            case ZoneAnswer.Holds holds when !holds.nothing() -> other(record, holds);
            case ZoneAnswer.Holds _, ZoneAnswer.Elsewhere _, ZoneAnswer.Unread _ ->
                    new Missing(restore(record, zone));
        };
    }

    private static RecordState silent(ValidationRecord record, ZoneAnswer zone, String why) {
        return switch (zone) {
            case ZoneAnswer.Holds holds when holds.only(record.value()) -> new Present();
            case ZoneAnswer.Holds holds when holds.nothing() -> new Missing(restore(record, zone));
            case ZoneAnswer.Holds holds -> other(record, holds);
            case ZoneAnswer.Elsewhere() -> new Unknown(why);
            case ZoneAnswer.Unread(var unread) -> new Unknown(unread + "; " + why);
        };
    }

    private static RecordState other(ValidationRecord record, ZoneAnswer.Holds holds) {
        return new Different(String.join(", ", holds.values()), restore(record, holds));
    }

    private static String restore(ValidationRecord record, ZoneAnswer zone) {
        return switch (zone) {
            case ZoneAnswer.Holds(var name, var values) when values.isEmpty() ->
                    "make the record %s in hosted zone %s".formatted(record, name);
            case ZoneAnswer.Holds(var name, _) ->
                    "set the record %s in hosted zone %s".formatted(record, name);
            case ZoneAnswer.Elsewhere(), ZoneAnswer.Unread _ ->
                    "make the record %s where the DNS of %s is hosted"
                            .formatted(record, parent(record.name()));
        };
    }

    /** What a person knows the record's place by. */
    private static String parent(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(dot + 1);
    }
}
