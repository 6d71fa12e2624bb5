package dev.nightshift.certificates.acm;

/**
 * Something that could not be read, and why.
 *
 * @param name of the region or resource; empty if there is but one of them
 */
public record Unread(Subject subject, String name, String why) {
    /** What there may be more of than the facts say. */
    public enum Subject {
        /** All certificates of a region. */
        REGION("the certificates of region"),
        /** One certificate of ACM, by its ARN. */
        CERTIFICATE("certificate"),
        /** All certificates of IAM. */
        SERVER_CERTIFICATES("the server certificates of IAM"),
        /** What is in one of them, by its name. */
        SERVER_CERTIFICATE("what is in the server certificate"),
        /** All distributions of CloudFront. */
        DISTRIBUTIONS("the distributions of CloudFront"),
        /** What is in them, of some names at least. */
        ZONE_RECORDS("the records of Route 53"),
        /** All public hosted zones of Route 53. */
        ZONES("the hosted zones of Route 53");

        private final String words;

        Subject(String words) {
            this.words = words;
        }
    }

    /** For example {@code the certificates of region eu-west-1}. */
    public String what() {
        return name.isEmpty() ? subject.words : subject.words + " " + name;
    }
}
