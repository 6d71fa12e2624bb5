/**
 * Certificates that AWS keeps: in ACM, in IAM, at CloudFront; whether they will renew, and who has
 * to do what if they will not.
 */
package dev.nightshift.certificates.acm;
