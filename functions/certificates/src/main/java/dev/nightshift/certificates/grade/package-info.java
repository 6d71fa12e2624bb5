/**
 * The grade of a server by the SSL Labs SSL Server Rating Guide, revision 2009r of 16 May 2025.
 *
 * @see <a href="https://github.com/ssllabs/research/wiki/SSL-Server-Rating-Guide">SSL Server Rating
 *     Guide</a>
 */
package dev.nightshift.certificates.grade;
