/** What a drill asks a restored database, through JDBC. */
package dev.nightshift.backup.drill.sql;
