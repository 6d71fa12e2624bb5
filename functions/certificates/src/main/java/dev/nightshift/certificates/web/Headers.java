package dev.nightshift.certificates.web;

import dev.nightshift.certificates.net.Fetcher.Header;
import java.util.List;
import java.util.Optional;

/** The headers of an answer, in the order in which they came. */
public record Headers(List<Header> list) {
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        list = List.copyOf(list);
    }

    public List<String> all(String name) {
        return list.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public boolean has(String name) {
        return !all(name).isEmpty();
    }

    /** All values as one list, as RFC 9110, 5.3 lets a recipient combine them. */
    public Optional<String> joined(String name) {
        var values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}
