/** What a browser would meet at a site: redirects, headers, cookies, the page, and who answers. */
package dev.nightshift.certificates.web;
