package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import software.amazon.awssdk.services.budgets.model.CreateBudgetRequest;

/** AWS::Budgets::Budget. */
record BudgetMaker() implements ResourceMaker {
    private static final String NOTICES = "NotificationsWithSubscribers";

    @Override
    public String type() {
        return "AWS::Budgets::Budget";
    }

    @Override
    public Schema schema() {
        return Schema.of(
                "Budget{BudgetName BudgetType TimeUnit BudgetLimit{Amount Unit} CostFilters*"
                        + " CostTypes*} NotificationsWithSubscribers{Notification{ComparisonOperator"
                        + " NotificationType Threshold ThresholdType} Subscribers{Address"
                        + " SubscriptionType}} ResourceTags*");
    }

    private static String name(Declared declared) {
        var given = declared.get("Budget").path("BudgetName").asText();
        return given.isEmpty() ? declared.name("BudgetName", 100) : given;
    }

    private static ObjectNode budget(Declared declared) {
        return declared.get("Budget").<ObjectNode>deepCopy().put("BudgetName", name(declared));
    }

    /** Notifications and those who get them are asked for by different calls. */
    @Override
    public ObjectNode expected(Declared declared) {
        var expected = declared.only("ResourceTags");
        expected.set("Budget", budget(declared));
        if (declared.has(NOTICES)) {
            var notifications = expected.putArray("Notifications");
            var subscribers = expected.putArray("Subscribers");
            for (var notice : declared.get(NOTICES)) {
                notifications.add(notice.path("Notification"));
                notice.path("Subscribers").forEach(subscribers::add);
            }
        }
        return expected;
    }

    @Override
    public Optional<Found> find(Declared declared) {
        var account = declared.place().account();
        var name = name(declared);
        var budgets = declared.aws().budgets();
        return Sdk.ifThere(
                        () ->
                                budgets.describeBudget(
                                                get -> get.accountId(account).budgetName(name))
                                        .budget())
                .map(
                        budget -> {
                            var tree = declared.properties().objectNode();
                            tree.set("Budget", Sdk.tree(budget));
                            notices(declared, name, tree);
                            return Found.of(account + "|" + name, tree);
                        });
    }

    private static void notices(Declared declared, String name, ObjectNode tree) {
        var account = declared.place().account();
        var budgets = declared.aws().budgets();
        var notifications = tree.putArray("Notifications");
        for (var notification :
                budgets.describeNotificationsForBudget(
                                get -> get.accountId(account).budgetName(name))
                        .notifications()) {
            notifications.add(Sdk.tree(notification));
        }
    }

    @Override
    public String create(Declared declared) {
        var request = declared.only(NOTICES, "ResourceTags");
        request.set("Budget", budget(declared));
        declared.aws()
                .budgets()
                .createBudget(
                        Sdk.fill(CreateBudgetRequest.builder(), request)
                                .accountId(declared.place().account())
                                .build());
        return declared.place().account() + "|" + name(declared);
    }

    @Override
    public String update(Declared declared, Found found) {
        // notifications have no update worth the name, and a budget holds nothing that would be
        // lost
        delete(found.id(), declared.aws());
        return create(declared);
    }

    @Override
    public void delete(String id, Clients aws) {
        var bar = id.indexOf('|');
        Sdk.ifThere(
                () ->
                        aws.budgets()
                                .deleteBudget(
                                        delete ->
                                                delete.accountId(id.substring(0, bar))
                                                        .budgetName(id.substring(bar + 1))));
    }
}
