package dev.nightshift.local.iam;

import java.util.Map;
import java.util.Set;

/** How AWS says that something is not allowed, in the protocol of the service that was asked. */
final class Refusal {
    private static final Set<String> REST_JSON = Set.of("lambda", "appconfig");

    private Refusal() {}

    interface Answers<A> {
        A with(int status, Map<String, String> headers, String body);
    }

    static <A> A of(Call call, Need need, Answers<A> answers) {
        var why =
                "User: arn:aws:sts::123456789012:assumed-role/function is not authorized to perform: %s because no identity-based policy allows the %s action"
                        .formatted(need.action(), need.action());
        boolean json =
                call.header("x-amz-target").isPresent() || REST_JSON.contains(call.service());
        var body =
                json
                        ? "{\"__type\":\"AccessDeniedException\",\"message\":\"%s\"}"
                        : switch (call.service()) {
                            case "ec2" ->
                                    "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>%s</Message></Error></Errors></Response>";
                            case "s3" ->
                                    "<Error><Code>AccessDenied</Code><Message>%s</Message></Error>";
                            default ->
                                    "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>%s</Message></Error></ErrorResponse>";
                        };
        var headers =
                json
                        ? Map.of(
                                "content-type",
                                "application/json",
                                "x-amzn-errortype",
                                "AccessDeniedException")
                        : Map.of("content-type", "text/xml");
        // there is no body to an answer to HEAD
        var text = call.method().equals("HEAD") ? "" : body.formatted(why);
        return answers.with(call.header("x-amz-target").isPresent() ? 400 : 403, headers, text);
    }
}
