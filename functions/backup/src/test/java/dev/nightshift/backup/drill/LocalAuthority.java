package dev.nightshift.backup.drill;

import java.nio.file.Path;
import java.util.List;

/** An authority that the test itself mints, and the certificates that it signs. */
record LocalAuthority(Path certificate, Path key) {
    static LocalAuthority mint(Path folder, String name) {
        var authority =
                new LocalAuthority(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        LocalPostgres.exec(
                List.of(
                        LocalPostgres.program("openssl"),
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + name,
                        "-keyout",
                        authority.key().toString(),
                        "-out",
                        authority.certificate().toString()));
        return authority;
    }

    /**
     * @param host such as {@code IP:127.0.0.1} or {@code DNS:db.example.com}
     */
    void sign(Path key, Path certificate, String host) {
        var request = certificate + ".csr";
        LocalPostgres.exec(
                List.of(
                        LocalPostgres.program("openssl"),
                        "req",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-subj",
                        "/CN=server",
                        "-keyout",
                        key.toString(),
                        "-out",
                        request));
        LocalPostgres.exec(
                List.of(
                        "sh",
                        "-c",
                        "printf 'subjectAltName=%s' > %s.ext && %s x509 -req -days 2 -in %s -CA %s -CAkey %s -CAcreateserial -extfile %s.ext -out %s"
                                .formatted(
                                        host,
                                        request,
                                        LocalPostgres.program("openssl"),
                                        request,
                                        certificate(),
                                        key(),
                                        request,
                                        certificate)));
        LocalPostgres.exec(List.of("chmod", "600", key.toString()));
    }
}
