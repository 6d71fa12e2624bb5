"""The decision of auto-rollback for one Lambda alias as a Python function would make it: the same reads, the
same conditional writes, the same rules, on the same ledger. Told apart: it looks after one service, and keeps
no lock, no outbox and no memory, which saves it calls."""

import json
import os
import time
from datetime import datetime, timedelta, timezone

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

CONFIG = Config(connect_timeout=5, read_timeout=20, retries={"mode": "standard"})
dynamo = boto3.client("dynamodb", config=CONFIG)
cloudwatch = boto3.client("cloudwatch", config=CONFIG)
functions = boto3.client("lambda", config=CONFIG)
TABLE = os.environ["NIGHTSHIFT_LEDGER"]
with open(os.environ["PEER_CONFIG"]) as file:
    SERVICE = json.load(file)
TARGET = "lambda " + SERVICE["function"] + ":" + SERVICE["alias"]
DAY = timedelta(days=1)


def when(text):
    """Java writes up to nine digits of a second, and none for a whole one; Python 3.11 reads six at most."""
    whole, _, part = text.rstrip("Z").partition(".")
    return datetime.fromisoformat(whole + "." + (part + "000000")[:6] + "+00:00")


def put(partition, sort, attributes, expires, version):
    """Writes an entry, if nobody else has written it since."""
    item = {
        "partition": {"S": partition},
        "sort": {"S": sort},
        "attributes": {"M": {name: {"S": value} for name, value in attributes.items()}},
        "version": {"N": str(version + 1)},
        "expiresAt": {"N": str(int(expires.timestamp()))},
    }
    if version == 0:
        condition = {"ConditionExpression": "attribute_not_exists(#p)", "ExpressionAttributeNames": {"#p": "partition"}}
    else:
        condition = {
            "ConditionExpression": "#v = :v",
            "ExpressionAttributeNames": {"#v": "version"},
            "ExpressionAttributeValues": {":v": {"N": str(version)}},
        }
    try:
        dynamo.put_item(TableName=TABLE, Item=item, **condition)
        return True
    except ClientError as failure:
        if failure.response["Error"]["Code"] == "ConditionalCheckFailedException":
            return False
        raise


def alarms(since):
    found = {}
    pages = cloudwatch.get_paginator("describe_alarms").paginate(
        AlarmNames=SERVICE["alarms"], AlarmTypes=["MetricAlarm", "CompositeAlarm"], PaginationConfig={"PageSize": 100})
    for page in pages:
        for alarm in page.get("MetricAlarms", []) + page.get("CompositeAlarms", []):
            at = alarm.get("StateTransitionedTimestamp") or alarm["StateUpdatedTimestamp"]
            found[alarm["AlarmName"]] = {"name": alarm["AlarmName"], "state": alarm["StateValue"], "since": at}
    for alarm in found.values():
        alarm["changes"] = history(alarm["name"], since) if alarm["since"] >= since else []
    return found


def history(name, since):
    changes = []
    pages = cloudwatch.get_paginator("describe_alarm_history").paginate(
        AlarmName=name, AlarmTypes=["MetricAlarm", "CompositeAlarm"], HistoryItemType="StateUpdate", StartDate=since,
        ScanBy="TimestampDescending", PaginationConfig={"PageSize": 100})
    for page in pages:
        for item in page["AlarmHistoryItems"]:
            data = json.loads(item["HistoryData"])
            changes.append((item["Timestamp"], data["oldState"]["stateValue"], data["newState"]["stateValue"]))
    return sorted(changes)


def before(alarm, instant):
    if alarm["since"] < instant:
        return alarm["state"]
    earlier = [change for change in alarm["changes"] if change[0] < instant]
    if earlier:
        return earlier[-1][2]
    return alarm["changes"][0][1] if alarm["changes"] else None


def releases():
    found = []
    pages = dynamo.get_paginator("query").paginate(
        TableName=TABLE, KeyConditionExpression="#p = :p", ExpressionAttributeNames={"#p": "partition"},
        ExpressionAttributeValues={":p": {"S": "release#" + TARGET}}, ScanIndexForward=False)
    for page in pages:
        for item in page["Items"]:
            texts = {name: value["S"] for name, value in item["attributes"]["M"].items()}
            found.append({
                "revision": item["sort"]["S"],
                "at": when(texts["at"]),
                "text": texts["at"],
                "good": bool(texts.get("goodAt")) and texts["phase"] != "FAILED",
                "irreversible": texts["irreversible"] == "true",
            })
    return sorted(found, key=lambda release: release["at"], reverse=True)


def docket():
    item = dynamo.get_item(
        TableName=TABLE, Key={"partition": {"S": "docket#" + TARGET}, "sort": {"S": "docket"}}, ConsistentRead=True
    ).get("Item")
    if item is None:
        return {"rollbacks": [], "lifted": []}, 0
    return json.loads(item["attributes"]["M"]["docket"]["S"]), int(item["version"]["N"])


def standing():
    alias = functions.get_alias(FunctionName=SERVICE["function"], Name=SERVICE["alias"])
    weights = (alias.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
    current = next(iter(weights), alias["FunctionVersion"])
    return alias, current


def published():
    pages = functions.get_paginator("list_versions_by_function").paginate(FunctionName=SERVICE["function"])
    return {version["Version"] for page in pages for version in page["Versions"]} - {"$LATEST"}


def decide(now):
    """What to go back from and to, or why not."""
    blame = timedelta(seconds=SERVICE["blameSeconds"])
    seen = alarms(now - blame - timedelta(hours=1))
    _, current = standing()
    versions = published()
    known = releases()
    book, version = docket()
    firing = [alarm for alarm in seen.values() if alarm["state"] == "ALARM"]
    if len(firing) < SERVICE["agreeing"]:
        return None, "not enough alarms fire"
    bad = next((release for release in known if release["revision"] == current), None)
    if bad is None:
        return None, "not on record: " + current
    fine = [alarm for alarm in firing if before(alarm, bad["at"]) == "OK"]
    if len(fine) < SERVICE["agreeing"]:
        return None, "not known to have been OK before"
    blamed = [alarm for alarm in fine if alarm["since"] <= bad["at"] + blame]
    if len(blamed) < SERVICE["agreeing"]:
        return None, "outside the blame window"
    past = book["rollbacks"]
    last = max((when(rollback["at"]) for rollback in past), default=None)
    if last and len([alarm for alarm in blamed if alarm["since"] > last]) < SERVICE["agreeing"]:
        return None, "older than the last rollback"
    incident = TARGET + "@" + current + "@" + bad["text"]
    if any(rollback["incident"] == incident for rollback in past):
        return None, "answered before"
    today = [rollback for rollback in past if when(rollback["at"]) > now - DAY]
    if any(current in (rollback["from"], rollback["to"]) for rollback in today):
        return None, "ping-pong"
    if book.get("frozen"):
        return None, "frozen"
    if any(freeze["from"] <= now.isoformat() < freeze["until"] for freeze in SERVICE["freezes"]):
        return None, "a freeze window is open"
    if any(not rollback.get("endedAt") for rollback in past):
        return None, "another is under way"
    if last and now < last + timedelta(seconds=SERVICE["cooldownSeconds"]):
        return None, "cooling down"
    if len(today) >= SERVICE["daily"]:
        return None, "too many today"
    quarantined = {rollback["from"] for rollback in past} - set(book["lifted"])
    good = next(
        (release for release in known
         if release["at"] < bad["at"] and release["good"] and release["revision"] != current
         and release["revision"] not in quarantined and release["revision"] in versions), None)
    if good is None:
        return None, "no good release"
    if any(release["irreversible"] and good["at"] < release["at"] <= bad["at"] for release in known):
        return None, "irreversible"
    state = functions.get_function_configuration(FunctionName=SERVICE["function"], Qualifier=good["revision"])["State"]
    if state != "Active":
        return None, "version %s is %s" % (good["revision"], state)
    return {"incident": incident, "from": current, "to": good["revision"], "book": book, "version": version}, None


def roll_back(plan, now):
    rollback = {
        "incident": plan["incident"], "from": plan["from"], "to": plan["to"], "because": "its alarms fire",
        "at": now.isoformat().replace("+00:00", "Z"), "phase": "BEGUN",
    }
    put("history#auto-rollback", rollback["at"], {"subject": TARGET, "outcome": "INTENDED"}, now + 400 * DAY, 0)
    plan["book"]["rollbacks"].append(rollback)
    if not put("docket#" + TARGET, "docket", {"docket": json.dumps(plan["book"])}, now + 400 * DAY, plan["version"]):
        return "somebody else wrote at the same time"
    alias, current = standing()
    if current != plan["from"]:
        return "released again meanwhile"
    functions.update_alias(
        FunctionName=SERVICE["function"], Name=SERVICE["alias"], FunctionVersion=plan["to"],
        RoutingConfig={"AdditionalVersionWeights": {}}, RevisionId=alias["RevisionId"])
    return "went back to " + plan["to"]


def handler(event, _context):
    now = datetime.now(timezone.utc)
    alarm = event["alarmData"]
    key = "ALARM#" + event["alarmArn"] + "@" + alarm["state"]["timestamp"]
    if not put("trigger#auto-rollback", key, {"state": "CLAIMED", "firstSeen": now.isoformat()}, now + 3 * DAY, 0):
        return {"result": "duplicate"}
    plan, why = decide(now)
    return {"result": "ran", "summary": why or roll_back(plan, now)}


def main():
    """The loop of a Lambda runtime, no more of it than is needed: it costs less than AWS's own."""
    import http.client

    api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    path = "/2018-06-01/runtime/invocation/"
    while True:
        api.request("GET", path + "next")
        answer = api.getresponse()
        request = answer.headers["Lambda-Runtime-Aws-Request-Id"]
        event = json.loads(answer.read())
        started = time.monotonic()
        result = handler(event, None)
        print("answered in %.0f ms: %s" % ((time.monotonic() - started) * 1000, result), flush=True)
        api.request("POST", path + request + "/response", json.dumps(result))
        api.getresponse().read()


main()
