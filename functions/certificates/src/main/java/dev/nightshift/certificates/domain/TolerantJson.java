package dev.nightshift.certificates.domain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.nightshift.certificates.net.Bytes;
import java.io.IOException;

/** JSON from strangers: nothing in it is taken for granted, and little of it is taken in. */
final class TolerantJson {
    private static final int DEEPEST = 50;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_NUMBER = 30;

    private static final ObjectReader READER =
            new JsonMapper(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxStringLength(LONGEST_TEXT)
                                                    .maxNumberLength(LONGEST_NUMBER)
                                                    .build())
                                    .build())
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private TolerantJson() {}

    /** The object, or a missing node for anything else. */
    static JsonNode object(Bytes body) {
        try {
            var node = READER.readTree(body.array());
            return node != null && node.isObject() ? node : MissingNode.getInstance();
        } catch (IOException notJson) {
            // a page of a proxy, or half an answer; the caller says that it is none
            return MissingNode.getInstance();
        }
    }
}
