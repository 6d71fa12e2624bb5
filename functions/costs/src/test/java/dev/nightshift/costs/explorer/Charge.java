package dev.nightshift.costs.explorer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/** A line of a bill that a test has made up. */
record Charge(
        LocalDate day,
        String account,
        String service,
        String usageType,
        String region,
        String recordType,
        Map<String, String> tags,
        BigDecimal billed,
        BigDecimal effective,
        String currency) {

    static Charge of(LocalDate day, String service, String amount) {
        return new Charge(
                day,
                "111122223333",
                service,
                "EUW1-BoxUsage",
                "eu-west-1",
                "Usage",
                Map.of(),
                new BigDecimal(amount),
                new BigDecimal(amount),
                "USD");
    }

    Charge type(String type) {
        return new Charge(
                day, account, service, usageType, region, type, tags, billed, effective, currency);
    }

    Charge region(String other) {
        return new Charge(
                day,
                account,
                service,
                usageType,
                other,
                recordType,
                tags,
                billed,
                effective,
                currency);
    }

    Charge tagged(String key, String value) {
        return new Charge(
                day,
                account,
                service,
                usageType,
                region,
                recordType,
                Map.of(key, value),
                billed,
                effective,
                currency);
    }

    Charge in(String other) {
        return new Charge(
                day,
                account,
                service,
                usageType,
                region,
                recordType,
                tags,
                billed,
                effective,
                other);
    }

    /** As Cost Explorer writes a group's key. */
    String key(String type, String name) {
        if (type.equals("TAG")) {
            return name + "$" + tags.getOrDefault(name, "");
        }
        return switch (name) {
            case "LINKED_ACCOUNT" -> account;
            case "SERVICE" -> service;
            case "USAGE_TYPE" -> usageType;
            case "REGION" -> region;
            case "RECORD_TYPE" -> recordType;
            default -> throw new BillingAccount.Refusal("ValidationException", "no " + name);
        };
    }
}
