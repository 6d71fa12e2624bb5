package dev.nightshift.backup.contabo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.http.VendorHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Speaks to Contabo: gets a token with the credentials of an API user, holds it for as long as it
 * is good, and asks for another one once when it is refused. Follows no redirect, which would carry
 * the token elsewhere, and repeats nothing else: the next tick does.
 *
 * @see <a href="https://api.contabo.com/#section/Introduction/Requests">Contabo API: Requests</a>
 */
final class ContaboHttp {
    /** For one call, connecting and the whole answer included. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A token that is about to end is not begun with. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final int UNAUTHORIZED = 401;

    private record Token(String value, Instant until) {
        @Override
        public String toString() {
            return "a token";
        }
    }

    private final VendorHttp http;
    private final URI api;
    private final URI auth;
    private final Supplier<ContaboCredentials> credentials;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Token> held = Optional.empty();

    private ContaboHttp(
            URI api,
            URI auth,
            Supplier<ContaboCredentials> credentials,
            VendorHttp http,
            Clock clock) {
        this.api = api;
        this.auth = auth;
        this.credentials = credentials;
        this.clock = clock;
        this.http = http;
    }

    /**
     * @param credentials read anew for each token, so that a new password is seen
     * @throws IllegalArgumentException if an address is not one of https
     */
    static ContaboHttp of(
            URI api, URI auth, Supplier<ContaboCredentials> credentials, Clock clock) {
        return new ContaboHttp(
                api, auth, credentials, VendorHttp.of(PATIENCE, List.of(api, auth)), clock);
    }

    /**
     * To a stand-in on this very machine, in clear text.
     *
     * @throws IllegalArgumentException if an address is anywhere else
     */
    static ContaboHttp onLoopback(
            URI api,
            URI auth,
            Supplier<ContaboCredentials> credentials,
            Duration patience,
            Clock clock) {
        return new ContaboHttp(
                api, auth, credentials, VendorHttp.onLoopback(patience, List.of(api, auth)), clock);
    }

    /**
     * Reads.
     *
     * @param doing what for, such as {@code list the instances}
     * @param path below the API's address, with its query
     */
    JsonNode get(String doing, String path) {
        return ContaboAnswers.json(doing, ask(doing, request(path).GET()));
    }

    JsonNode post(String doing, String path, JsonNode body) {
        return ContaboAnswers.json(
                doing,
                ask(
                        doing,
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body.toString()))));
    }

    void delete(String doing, String path) {
        ask(doing, request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        var base = api.toString();
        return HttpRequest.newBuilder(
                        URI.create(
                                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                                        + path))
                .header("Accept", "application/json");
    }

    private HttpResponse<byte[]> ask(String doing, HttpRequest.Builder request) {
        var token = token(Optional.empty());
        var response = authorized(doing, request, token);
        if (response.statusCode() == UNAUTHORIZED) {
            // refused before anything was done, so it may be asked again
            token = token(Optional.of(token));
            response = authorized(doing, request, token);
        }
        ContaboAnswers.refuse(doing, response, token.value());
        return response;
    }

    private HttpResponse<byte[]> authorized(
            String doing, HttpRequest.Builder request, Token token) {
        return http.send(
                doing,
                request.setHeader("Authorization", "Bearer " + token.value())
                        .setHeader("x-request-id", UUID.randomUUID().toString())
                        .build());
    }

    /**
     * A token that is good for a while.
     *
     * @param refused the one that is not good any more, whatever it says of itself
     */
    private Token token(Optional<Token> refused) {
        lock.lock();
        try {
            var good =
                    held.filter(token -> !Optional.of(token).equals(refused))
                            .filter(token -> clock.instant().isBefore(token.until()));
            var token = good.isPresent() ? good.get() : login();
            held = Optional.of(token);
            return token;
        } finally {
            lock.unlock();
        }
    }

    private Token login() {
        var doing = "log in to Contabo";
        var who = credentials.get();
        var asked = clock.instant();
        var response =
                http.send(
                        doing,
                        HttpRequest.newBuilder(auth)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Accept", "application/json")
                                .POST(BodyPublishers.ofString(who.form()))
                                .build());
        ContaboAnswers.refuseLogin(doing, response, who.secret());
        var answer = ContaboAnswers.json(doing, response);
        return new Token(
                ContaboAnswers.token(doing, answer),
                asked.plusSeconds(answer.path("expires_in").asLong(60)).minus(MARGIN));
    }
}
