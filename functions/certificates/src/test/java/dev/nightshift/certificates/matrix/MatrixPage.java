package dev.nightshift.certificates.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes {@code docs/tls-matrix.md}: every server of the matrix, and what we, sslscan and
 * testssl.sh say of it.
 */
final class MatrixPage {
    private MatrixPage() {}

    private static String text(List<Row> rows) {
        return """
            # What a server offers, and its grade: the matrix

            %d servers on the loopback, set up in many ways: `openssl s_server`, nginx, and the JDK's
            own TLS for what Debian's OpenSSL was built without (SSL 3.0, RC4, 3DES, DES, export).
            `Catalogue` in the tests of `functions/certificates` holds them as data, each with the
            letter that a person read from the guide. `TlsMatrixIT` runs all of them in every build
            and compares with this table; how it is written:

            ```sh
            NIGHTSHIFT_TESTSSL=/path/to/testssl.sh ./mvnw -pl functions/certificates -am test \\
              -Dtest=TlsMatrixIT -Dsurefire.failIfNoSpecifiedTests=false -Dmatrix.update=true
            ```

            testssl.sh (3.2 or newer, for the rating) takes a minute or two for each server; what it
            said is kept under `target/tls-matrix`, so the run can be broken off and begun again.
            Without it the columns of testssl.sh stay empty.

            - **told**: our list of versions and suites against what the server was told to offer
              (`openssl ciphers -V -s`, or the list given to JSSE); **sslscan**, **testssl**: theirs
              against the same. `=` is equal to the last suite; empty is not asked.
            - **grade**, **score**: ours, by the
              [SSL Server Rating Guide](https://github.com/ssllabs/research/wiki/SSL-Server-Rating-Guide),
              revision 2009r (16 May 2025). **testssl.sh**: the rating of its branch 3.2
              (commit b5a83f5f).
            - **why** gives the line of the guide that explains a difference. What is known of
              testssl.sh's rating: it gives A+ without HSTS, looks at what is offered but not at what
              a server prefers, and caps RC4 and 64-bit blocks with TLS 1.1 and newer only when it
              asks through OpenSSL instead of sockets.
            - sslscan 2.0.7 sees SSL 3.0, and not its suites: it asks for those through OpenSSL.

            | server | suites by version | told | sslscan | testssl | grade | score | testssl.sh | why |
            |---|---|---|---|---|---|---|---|---|
            """
                        .formatted(rows.size())
                + rows.stream().map(Row::markdown).collect(Collectors.joining("\n"))
                + "\n";
    }

    /**
     * @param page to write
     * @param results where testssl.sh's answers are kept; what is not there stays empty
     */
    static void write(Path page, List<Look> looks, Path results) throws IOException {
        var rows = new ArrayList<Row>();
        for (var look : looks) {
            var kept = TestsslRun.file(results, look.setup());
            rows.add(
                    new Row(
                            look,
                            Files.exists(kept)
                                    ? Optional.of(Tools.rated(kept))
                                    : Optional.empty()));
        }
        Files.writeString(page, text(rows));
    }
}
