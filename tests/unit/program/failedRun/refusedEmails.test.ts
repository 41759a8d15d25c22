import assert from "node:assert/strict";
import { OrganizationCalls, UnansweredError } from "../../../../aws/organization";
import { describeOutside, outsideOrganization, refusedEmails } from "../../../../program/failedRun/refusedEmails";

const URN = "urn:pulumi:s::p::aws-organization:index:Account$aws:organizations/account:Account::shop";
const SHOP = { key: "shop", name: "Shop", email: "Shop@example.com" };
const failed = JSON.stringify({
    resOpFailedEvent: { metadata: { op: "create", urn: URN, new: { inputs: { name: "Shop", email: SHOP.email } } } },
});
const error = (message: string): string =>
    JSON.stringify({ diagnosticEvent: { urn: URN, severity: "error", message } });

type Creation = readonly [name: string, state: string, minutesAgo: number, accountId?: string];

/** An organisation with these accounts and creations. The refused creation of Shop is always among them. */
function organization(emails: readonly string[], creations: readonly Creation[] | "denied"): OrganizationCalls {
    const now = Date.parse("2026-11-26T12:00:00Z");
    const send = ({ constructor: { name } }: object): Promise<object> => {
        if (name === "ListAccountsCommand") {
            return Promise.resolve({ Accounts: emails.map((Email, at) => ({ Id: `${at}`, Email })) });
        }
        if (creations === "denied") return Promise.reject(Object.assign(new Error("no"), { name: "AccessDenied" }));
        const all: readonly Creation[] = [...creations, ["Shop", "FAILED", 0]];
        return Promise.resolve({
            CreateAccountStatuses: all.map(([AccountName, State, minutesAgo, AccountId]) => ({
                AccountName,
                State,
                AccountId,
                RequestedTimestamp: new Date(now - minutesAgo * 60_000),
            })),
        });
    };
    return new OrganizationCalls(() => Promise.resolve({ send } as never));
}

describe("program: an account whose e-mail AWS refuses", () => {
    it("is found in the events of the run, with its name and e-mail", () => {
        assert.deepEqual(refusedEmails([error("EMAIL_ALREADY_EXISTS"), failed].join("\n")), [SHOP]);
        assert.deepEqual(refusedEmails([error("AccessDenied"), failed].join("\n")), []);
        assert.deepEqual(refusedEmails(""), []);
    });

    const cases: readonly [string, Parameters<typeof organization>, boolean][] = [
        ["no account and no creation", [["root@example.com"], []], true],
        ["an account with the e-mail in other letters", [["shop@EXAMPLE.com"], []], false],
        ["that account, and AWS lists no creations", [["shop@example.com"], "denied"], false],
        ["a creation in progress", [[], [["Shop", "IN_PROGRESS", 9999]]], false],
        ["a creation of another name in progress", [[], [["Other", "IN_PROGRESS", 1]]], true],
        ["a creation that has just ended, and no account yet", [[], [["Shop", "SUCCEEDED", 2, "77"]]], false],
        ["a creation long ago, whose account has left", [[], [["Shop", "SUCCEEDED", 9999, "77"]]], true],
        [
            "a creation of a listed account with another e-mail",
            [["other@a.com"], [["Shop", "SUCCEEDED", 2, "0"]]],
            true,
        ],
        ["creations that failed", [[], [["Shop", "FAILED", 2]]], true],
    ];
    for (const [what, has, isOutside] of cases) {
        it(`belongs to an account ${isOutside ? "outside" : "of"} the organisation: ${what}`, async () => {
            assert.deepEqual(await outsideOrganization([SHOP], organization(...has)), isOutside ? [SHOP] : []);
        });
    }

    it("stays unknown if AWS lists neither the account nor its creations", async () => {
        await assert.rejects(outsideOrganization([SHOP], organization([], "denied")), UnansweredError);
    });

    it("is reported with the account, the e-mail and what to do", () => {
        const text = describeOutside(SHOP);
        for (const part of [/Account shop /, /Shop@example\.com/, /another e-mail/, /invite: true/, /another run/]) {
            assert.match(text, part);
        }
    });
});
