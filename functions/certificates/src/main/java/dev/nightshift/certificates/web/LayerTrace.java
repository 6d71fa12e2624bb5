package dev.nightshift.certificates.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A header by which a layer gives itself away.
 *
 * @param header its name in small letters; one that ends in {@code *} stands for all that begin so
 * @param value of the whole value
 */
record LayerTrace(Layer layer, String header, Pattern value) {
    /** One of a layer is enough. */
    static final List<LayerTrace> ALL =
            List.of(
                    trace(Layer.CLOUDFLARE, "cf-ray", ".+"),
                    trace(Layer.SUCURI, "x-sucuri-id", ".+"),
                    trace(Layer.SUCURI, "server", "sucuri.*"),
                    trace(Layer.IMPERVA, "x-iinfo", ".+"),
                    trace(Layer.IMPERVA, "x-cdn", "(?:imperva|incapsula).*"),
                    trace(Layer.DATADOME, "x-datadome", ".+"),
                    trace(Layer.DATADOME, "server", "datadome.*"),
                    trace(Layer.AKAMAI, "server", "akamai.*"),
                    trace(Layer.AKAMAI, "x-akamai-transformed", ".+"),
                    trace(Layer.CLOUDFRONT, "x-amz-cf-id", ".+"),
                    trace(Layer.CLOUDFRONT, "server", "cloudfront.*"),
                    trace(Layer.FASTLY, "x-fastly-request-id", ".+"),
                    trace(Layer.FASTLY, "x-served-by", "cache-.+"),
                    trace(Layer.AZURE_FRONT_DOOR, "x-azure-ref", ".+"),
                    trace(Layer.GOOGLE, "via", "1\\.1 google"),
                    trace(Layer.GOOGLE, "server", "(?:gws|google frontend)"),
                    trace(Layer.BUNNY, "server", "bunnycdn.*"),
                    trace(Layer.AWS_WAF, "x-amzn-waf-action", ".+"),
                    trace(Layer.API_GATEWAY, "x-amz-apigw-id", ".+"),
                    trace(Layer.API_GATEWAY, "apigw-requestid", ".+"),
                    trace(Layer.AWS_ELB, "server", "awselb/.*"),
                    trace(Layer.VERCEL, "x-vercel-id", ".+"),
                    trace(Layer.VERCEL, "server", "vercel"),
                    trace(Layer.NETLIFY, "x-nf-request-id", ".+"),
                    trace(Layer.NETLIFY, "server", "netlify"),
                    trace(Layer.GODADDY, "server", "dps/.*"),
                    trace(Layer.GODADDY, "x-godaddy-*", ".*"),
                    trace(Layer.GITHUB_PAGES, "x-github-request-id", ".+"),
                    trace(Layer.VARNISH, "x-varnish", ".+"),
                    trace(Layer.S3, "server", "amazons3"),
                    trace(Layer.S3, "x-amz-request-id", ".+"),
                    trace(Layer.ENVOY, "server", "envoy"),
                    trace(Layer.NGINX, "server", "(?:nginx|openresty).*"),
                    trace(Layer.APACHE, "server", "apache(?!-coyote).*"),
                    trace(Layer.CADDY, "server", "caddy.*"),
                    trace(Layer.LITESPEED, "server", "litespeed.*"),
                    trace(Layer.IIS, "server", "microsoft-iis.*"),
                    trace(Layer.GUNICORN, "server", "gunicorn.*"),
                    trace(Layer.UVICORN, "server", "uvicorn.*"),
                    trace(Layer.TOMCAT, "server", "apache-coyote.*"));

    private static LayerTrace trace(Layer layer, String header, String value) {
        return new LayerTrace(layer, header, Pattern.compile(value, Pattern.CASE_INSENSITIVE));
    }

    boolean isIn(Headers headers) {
        return headers.list().stream()
                .filter(each -> isNamed(each.name().toLowerCase(Locale.ROOT)))
                .anyMatch(each -> value.matcher(each.value()).matches());
    }

    private boolean isNamed(String name) {
        return header.endsWith("*")
                ? name.startsWith(header.substring(0, header.length() - 1))
                : name.equals(header);
    }
}
