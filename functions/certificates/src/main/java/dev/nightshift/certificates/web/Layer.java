package dev.nightshift.certificates.web;

/**
 * Who may answer in the name of a site, outermost first: delivery networks and filters, then
 * platforms and load balancers, then the server itself.
 */
public enum Layer {
    CLOUDFLARE("Cloudflare"),
    SUCURI("Sucuri"),
    IMPERVA("Imperva"),
    DATADOME("DataDome"),
    AKAMAI("Akamai"),
    CLOUDFRONT("CloudFront"),
    FASTLY("Fastly"),
    AZURE_FRONT_DOOR("Azure Front Door"),
    GOOGLE("Google"),
    BUNNY("bunny.net"),
    AWS_WAF("AWS WAF"),
    API_GATEWAY("API Gateway"),
    AWS_ELB("AWS load balancer"),
    VERCEL("Vercel"),
    NETLIFY("Netlify"),
    GODADDY("GoDaddy"),
    GITHUB_PAGES("GitHub Pages"),
    VARNISH("Varnish"),
    S3("Amazon S3"),
    ENVOY("Envoy"),
    NGINX("nginx"),
    APACHE("Apache"),
    CADDY("Caddy"),
    LITESPEED("LiteSpeed"),
    IIS("IIS"),
    GUNICORN("Gunicorn"),
    UVICORN("Uvicorn"),
    TOMCAT("Tomcat");

    private final String text;

    Layer(String text) {
        this.text = text;
    }

    /** As its maker writes it. */
    @Override
    public String toString() {
        return text;
    }
}
