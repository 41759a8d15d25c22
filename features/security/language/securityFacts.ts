import { formatPlace, type AccountModel } from "../../../definition";
import type { AccountEvent, Fact, FactSection } from "../../../definition/feature";
import type { Origins } from "../../../definition/valueOrigins";
import { list } from "../../../limits";
import { switchesOn, type SecurityModel, type Switch } from "../securityModel";
import { SWITCH_FACTS } from "./switchTable";

/** What reaches an account, for `org effective`. The rest is in the shared accounts alone. */
const IN_EVERY_ACCOUNT: ReadonlyMap<Switch, string> = new Map<Switch, string>([
    ["auditTrail", "all calls are recorded"],
    ["guardDuty", "threats are looked for"],
    ["securityHub", "settings are checked"],
    ["accessAnalyzer", "access from outside is looked for"],
    ["inspector", "vulnerabilities are looked for"],
    ["macie", "sensitive data is looked for"],
]);

export function securityFacts(model: SecurityModel, { key }: AccountModel, origins: Origins): readonly FactSection[] {
    const place = (one: string): Pick<Fact, "from"> => {
        const written = origins.written(["security", one]);
        return written ? { from: formatPlace(written) } : {};
    };
    const watched = switchesOn(model).flatMap((one) => {
        const what = IN_EVERY_ACCOUNT.get(one);
        const where = one === "auditTrail" ? "all regions" : list(model.regions);
        return what === undefined ? [] : [{ name: one, value: `${what} in ${where}`, ...place(one) }];
    });
    const role = (one: "logArchive" | "audit", value: string): Fact[] =>
        model[one] === key ? [{ name: one, value, ...place(one) }] : [];
    return [
        {
            key: "security",
            heading: "SECURITY",
            facts: [
                ...role("logArchive", "holds the logs of the organisation"),
                ...role("audit", "administers detection for the organisation"),
                ...watched,
            ],
        },
    ];
}

/** What people should know before something happens to one of the two shared accounts. */
export function wordsOnSharedAccount(
    model: SecurityModel,
    key: string,
    event: AccountEvent["kind"],
): readonly string[] {
    if (event === "addition") return [];
    const isEnding = event !== "quarantine";
    return [
        ...(model.logArchive === key
            ? [
                  isEnding
                      ? "It holds the logs of the organisation's trail: when it is gone, so are all logs, and nothing is recorded any more. Name another account in security.logArchive first, and copy the logs."
                      : "It holds the logs of the organisation's trail: nobody can read them while it is quarantined. CloudTrail goes on writing.",
              ]
            : []),
        ...(model.audit === key
            ? [
                  `It administers ${list(
                      switchesOn(model)
                          .filter((one) => SWITCH_FACTS[one].accounts.includes("audit"))
                          .map((one) => SWITCH_FACTS[one].title),
                  )} for the organisation: ${isEnding ? "turn those off in `security`, and run `up`, first" : "they go on while it is quarantined, but `up` fails at what it changes there, such as the watching of a new account"}.`,
              ]
            : []),
    ];
}
