import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
    checkRequirements,
    type LeavingCheck,
} from "../../../../../operations/commands/handOver/check/awsRequirements";
import type { LeavingAccount } from "../../../../../operations/commands/handOver/read/leavingAccount";
import { accessRoleCommands, losses, stays, type Loss } from "../../../../../operations/commands/handOver/lose/losses";
import { everyRegion } from "../../../../../operations/commands/handOver/read/everyRegion";
import {
    findRecord,
    newHandOverRecord,
    writeRecord,
} from "../../../../../operations/commands/handOver/record/handOverRecord";
import { handOverRefusal, handOverReport } from "../../../../../operations/commands/handOver/record/handOverReport";
import { accountInResources, requireLeaving } from "../../../../../operations/commands/handOver/check/accountInStack";
import type { StateResource } from "../../../../../operations/cli/exportedState";
import { byKey, load } from "../../../definition/definitionFixtures";

const DENY_LEAVING = {
    Version: "2012-10-17",
    Statement: [{ Sid: "No", Effect: "Deny", Action: ["organizations:LeaveOrganization"], Resource: ["*"] }],
};

/** An account that may leave, but for what AWS does not tell. */
const FACTS: LeavingAccount = {
    at: "2026-11-24T10:00:00.000Z",
    organization: { id: "o-abc", managementAccountId: "111111111111", serviceAccess: ["cloudtrail.amazonaws.com"] },
    account: {
        id: "222222222222",
        arn: "arn:aws:organizations::111111111111:account/o-abc/222222222222",
        name: "Shop",
        email: "aws+shop@example.com",
        state: "ACTIVE",
        joinedMethod: "CREATED",
        joined: "2026-11-20T10:00:00.000Z",
    },
    tags: { Team: "shop", Environment: "prod" },
    levels: [
        {
            id: "r-1",
            name: "Root",
            kind: "root",
            policies: [
                policy("FullAWSAccess", "SERVICE_CONTROL_POLICY", {}, true),
                policy("deny-leaving-organization", "SERVICE_CONTROL_POLICY", DENY_LEAVING),
            ],
        },
        { id: "ou-1", name: "Workloads", kind: "unit", policies: [policy("spelling", "TAG_POLICY", { tags: {} })] },
        { id: "222222222222", name: "Shop", kind: "account", policies: [] },
    ],
    delegations: [],
    contact: {
        value: {
            AddressLine1: "Example Street 1",
            City: "Berlin",
            CountryCode: "DE",
            FullName: "Ada Example",
            PhoneNumber: "+49301234567",
            PostalCode: "10115",
        },
    },
    alternateContacts: { value: { security: { EmailAddress: "security@example.com" } } },
    regions: { value: ["eu-central-1", "us-east-1"] },
    assignments: { value: [{ permissionSet: "Admin", principalType: "GROUP", principalId: "g-1" }] },
};

function policy(
    name: string,
    type: string,
    document: unknown,
    awsManaged = false,
): LeavingAccount["levels"][number]["policies"][number] {
    return { id: `p-${name}`, name, type, awsManaged, document };
}

function failed(changes: Partial<LeavingAccount>, state?: Parameters<typeof checkRequirements>[2]): LeavingCheck[] {
    return checkRequirements("shop", { ...FACTS, ...changes }, state).filter(({ answer }) => answer === "failed");
}

describe("what AWS requires of an account that leaves", () => {
    it("an account that may leave fails nothing, and what AWS does not tell is to be confirmed", () => {
        const checks = checkRequirements("shop", FACTS, "active");
        assert.deepEqual(
            checks.filter(({ answer }) => answer === "failed"),
            [],
        );
        const open = checks.filter(({ answer }) => answer === "confirm");
        assert.deepEqual(
            open.map(({ what }) => what),
            ["has a payment method", "has a support plan, and has accepted AWS's agreement"],
        );
        for (const { remedy } of open) assert.match(remedy ?? "", /sign in to 222222222222 as its root user/);
    });

    const cases: readonly (readonly [
        name: string,
        changes: Partial<LeavingAccount>,
        because: RegExp,
        remedy: RegExp,
        state?: Parameters<typeof checkRequirements>[2],
    ])[] = [
        [
            "the management account",
            { account: { ...FACTS.account, id: "111111111111" } },
            /is the management account/,
            /hand over the organisation/,
        ],
        ["a closed account", { account: { ...FACTS.account, state: "CLOSED" } }, /it is CLOSED/, /AWS Support/],
        [
            "an account of three days and 23 hours",
            { at: "2026-11-24T09:00:00.000Z" },
            /created 2026-11-20/,
            /wait until 2026-11-24T10:00:00.000Z/,
        ],
        [
            "a delegated administrator",
            { delegations: ["guardduty.amazonaws.com", "securityhub.amazonaws.com"] },
            /administrator of guardduty.amazonaws.com, securityhub.amazonaws.com/,
            /deregister-delegated-administrator --account-id 222222222222 --service-principal guardduty.amazonaws.com\naws .* securityhub.amazonaws.com$/,
        ],
        ["an account without an address", { contact: { value: undefined } }, /it has none/, /put-contact-information/],
        [
            "an account whose address has gaps",
            { contact: { value: { FullName: "Ada", City: "Berlin", CountryCode: "DE", PhoneNumber: "+49" } } },
            /^AddressLine1, PostalCode are missing$/,
            /PostalCode=\.\.\./,
        ],
        [
            "an account that the definition quarantines",
            {},
            /the definition says that it is quarantined/,
            /org release-quarantine shop/,
            "quarantined",
        ],
        [
            "an account that AWS has quarantined",
            {
                levels: [
                    {
                        id: "2",
                        name: "Shop",
                        kind: "account",
                        policies: [policy("quarantine", "SERVICE_CONTROL_POLICY", {})],
                    },
                ],
            },
            /the policy quarantine is attached/,
            /org release-quarantine shop/,
        ],
    ];
    for (const [name, changes, because, remedy, state] of cases) {
        it(`${name} cannot leave`, () => {
            const [one, ...others] = failed(changes, state);
            assert.deepEqual(others, []);
            assert.match(one?.because ?? "", because);
            assert.match(one?.remedy ?? "", remedy);
        });
    }

    it("an invited account may leave at once", () => {
        assert.deepEqual(
            failed({ at: "2026-11-20T10:00:01.000Z", account: { ...FACTS.account, joinedMethod: "INVITED" } }),
            [],
        );
    });

    it("an address that cannot be read is to be confirmed, not taken for missing", () => {
        const checks = checkRequirements(
            "shop",
            { ...FACTS, contact: { unread: "AccessDeniedException: no" } },
            "active",
        );
        const one = checks.find(({ what }) => what === "has contact information");
        assert.equal(one?.answer, "confirm");
        assert.match(one?.remedy ?? "", /serviceAccess: \[account\.amazonaws\.com\]/);
    });

    it("a guardrail against leaving binds the account, not the management account", () => {
        const one = checkRequirements("shop", FACTS, "active").find(({ what }) => what === "may be taken out");
        assert.equal(one?.answer, "passed");
        assert.match(one?.because ?? "", /^deny-leaving-organization keep the account from leaving by itself/);
        const none = { ...FACTS, levels: FACTS.levels.slice(1) };
        assert.match(
            checkRequirements("shop", none, "active").find(({ what }) => what === "may be taken out")?.because ?? "",
            /no guardrail/,
        );
    });

    it("everything that fails is told at once", () => {
        const checks = checkRequirements(
            "shop",
            {
                ...FACTS,
                at: "2026-11-20T11:00:00.000Z",
                delegations: ["sso.amazonaws.com"],
                contact: { value: undefined },
            },
            "quarantined",
        );
        const text = handOverRefusal("shop", checks);
        for (const part of ["wait until", "sso.amazonaws.com", "it has none", "quarantined", "Nothing was done."]) {
            assert.ok(text.includes(part), `${part} is not in\n${text}`);
        }
    });
});

describe("what an account loses", () => {
    const lost = losses(FACTS);
    const items = (what: string): readonly string[] => lost.find((one) => one.what === what)?.items ?? [];

    it("is listed: guardrails by level, tags, people; AWS's own policies are no loss", () => {
        assert.deepEqual(items("guardrails"), [
            "deny-leaving-organization (SERVICE_CONTROL_POLICY), attached to the root",
            "spelling (TAG_POLICY), attached to unit Workloads",
        ]);
        assert.deepEqual(items("the account's tags"), ["Team: shop", "Environment: prod"]);
        assert.deepEqual(items("access through IAM Identity Center"), ["Admin for group g-1"]);
        assert.deepEqual(items("services that work with the organisation"), ["cloudtrail.amazonaws.com"]);
    });

    const lossOf = (what: RegExp, facts: Partial<LeavingAccount>): Loss =>
        losses({ ...FACTS, ...facts }).find((one) => what.test(one.what)) ?? assert.fail();

    it("what cannot be is none, and what could not be read is told with the command to see it", () => {
        for (const what of [/RAM/, /StackSets/]) {
            const { items: none, note } = lossOf(what, {});
            assert.deepEqual(none, []);
            assert.match(note ?? "", /^None: .* no access/);
        }
        const unread = { unread: "AccessDeniedException: no" };
        const facts = { assignments: unread, shares: unread, stackInstances: unread };
        for (const [what, command] of [
            [/^access/, /aws sso-admin list-permission-sets-provisioned-to-account/],
            [/RAM/, /with credentials of 222222222222, .*aws ram get-resource-shares/],
            [/StackSets/, /aws cloudformation list-stack-sets .* --stack-instance-account 222222222222/],
        ] as const) {
            const { items: none, note = "" } = lossOf(what, facts);
            assert.deepEqual(none, []);
            assert.match(note, /could not be read \(AccessDeniedException: no\)/);
            assert.match(note, command);
        }
    });

    it("resources that it has from others and gives to others are listed, with what is kept", () => {
        const share = {
            name: "network",
            arn: "arn:aws:ram:eu-central-1:333333333333:resource-share/1",
            region: "eu-central-1",
            owner: "333333333333",
            received: true,
            to: [],
            types: ["ec2:Subnet", "ec2:TransitGateway"],
            retained: false,
        };
        const given = {
            ...share,
            name: "dns",
            owner: "222222222222",
            received: false,
            types: [],
            to: [
                "arn:aws:organizations::111111111111:organization/o-abc",
                "arn:aws:organizations::111111111111:ou/o-abc/ou-ab12-cdef",
                "444444444444",
                "arn:aws:iam::444444444444:role/Reader",
            ],
        };
        const { items: listed, note = "" } = lossOf(/RAM/, {
            shares: { value: { found: [share, given, { ...share, name: "zone", retained: true }], unread: [] } },
        });
        assert.deepEqual(listed, [
            "dns (empty) in eu-central-1, shared by it with the organisation, unit ou-ab12-cdef, account 444444444444, arn:aws:iam::444444444444:role/Reader",
            "network (ec2:Subnet, ec2:TransitGateway) in eu-central-1, shared with it by account 333333333333",
            "zone (ec2:Subnet, ec2:TransitGateway) in eu-central-1, shared with it by account 333333333333: the share says that it is kept on leaving",
        ]);
        assert.match(note, /ends at once/);
        assert.doesNotMatch(note, /could not be read/);
    });

    it("stacks are listed with what becomes of them", () => {
        const stack = { stackSet: "baseline", administeredIn: "us-east-1", region: "us-east-1" };
        const found = [
            { ...stack, onLeaving: "deleted" },
            { ...stack, region: "eu-west-1", onLeaving: "retained" },
            { ...stack, stackSet: "by-hand", onLeaving: "left" },
            { ...stack, stackSet: "old", onLeaving: "unknown" },
        ] as const;
        assert.deepEqual(lossOf(/StackSets/, { stackInstances: { value: { found, unread: [] } } }).items, [
            "baseline in eu-west-1 (StackSet in us-east-1): stays",
            "baseline in us-east-1: is DELETED, with what it made",
            "by-hand in us-east-1: stays: automatic deployment is off",
            "old in us-east-1: AWS does not say whether it is deleted",
        ]);
    });

    it("regions that did not answer are told: nothing found in the others is not nothing", () => {
        const unread = [{ regions: ["eu-west-3", "sa-east-1"], because: "AccessDeniedException: explicit deny" }];
        const { note = "" } = lossOf(/RAM/, { shares: { value: { found: [], unread } } });
        assert.match(note, /^None was found in the other regions\. They could not be read in eu-west-3, sa-east-1 \(/);
        assert.match(note, /aws ram get-resource-shares/);
        const none = lossOf(/RAM/, { shares: { value: { found: [], unread: [] } } }).note ?? "";
        assert.match(none, /^Nothing is shared/);
    });

    it("the role that stays is told with the commands that delete it", () => {
        const text = stays(FACTS, "Access").join("\n");
        assert.match(text, /management account 111111111111 can go on assuming/);
        for (const command of accessRoleCommands("Access")) {
            assert.ok(text.includes(command));
            assert.match(command, /--role-name Access/);
        }
    });
});

describe("what is asked in every region", () => {
    const refused = (region: string): Error =>
        Object.assign(new Error(`denied on arn:aws:ram:${region}:1:*`), { name: "AccessDeniedException" });

    it("is found where it is told, and one refusal is told once for all its regions", async () => {
        const answer = await everyRegion(["a-1", "b-1", "c-1"], async (region) => {
            await Promise.resolve();
            if (region !== "b-1") throw refused(region);
            return [region, 2];
        });
        assert.deepEqual(answer, {
            found: ["b-1", 2],
            unread: [{ regions: ["a-1", "c-1"], because: "AccessDeniedException: denied on arn:aws:ram:<region>:1:*" }],
        });
        assert.deepEqual(await everyRegion([], () => Promise.resolve([1])), { found: [], unread: [] });
    });

    it("is not read at all where no region answers", async () => {
        await assert.rejects(
            everyRegion(["a-1", "b-1"], (region) => Promise.reject(refused(region))),
            /denied on arn:aws:ram:a-1/,
        );
    });
});

describe("the record of a hand-over", () => {
    const before = process.cwd();
    const account = byKey(
        load({
            defaults: { email: "aws+{account}@example.com" },
            units: { Workloads: { accounts: { shop: {} } } },
        }).accounts,
        "shop",
    );
    const checks = checkRequirements("shop", FACTS, "active");
    beforeEach(() => process.chdir(fs.mkdtempSync(path.join(os.tmpdir(), "records-"))));
    afterEach(() => {
        const folder = process.cwd();
        process.chdir(before);
        fs.rmSync(folder, { recursive: true });
    });

    it("is read as it was written, by key and by id", () => {
        const record = newHandOverRecord(account, FACTS, checks, losses(FACTS), "Shop Ltd");
        assert.equal(record.file, path.join("records", "2026-11-24-hand-over-shop.yaml"));
        writeRecord(record);
        const read = findRecord("shop");
        assert.deepEqual(read, JSON.parse(JSON.stringify(record)));
        assert.deepEqual(findRecord("222222222222"), read);
        assert.equal(findRecord("other"), undefined);
        assert.deepEqual(read?.record.facts.levels[0]?.policies[1]?.document, DENY_LEAVING);
        assert.equal(read?.record.unit, "Workloads");
        assert.match(handOverReport(record), /What it loses/);
    });

    it("the unfinished one is found first, and a second account of the key gets a file of its own", () => {
        const first = newHandOverRecord(account, FACTS, checks, [], undefined);
        writeRecord({ ...first, record: { ...first.record, finished: "2026-11-24T11:00:00.000Z" } });
        const second = newHandOverRecord(account, FACTS, checks, [], undefined);
        assert.notEqual(second.file, first.file);
        writeRecord(second);
        assert.equal(findRecord("shop")?.file, second.file);
    });

    it("one that is broken is told by its file", () => {
        fs.mkdirSync("records");
        fs.writeFileSync("records/2026-11-24-hand-over-shop.yaml", "key: shop\n");
        assert.throws(() => findRecord("shop"), /2026-11-24-hand-over-shop\.yaml is no record of a hand-over/);
    });
});

describe("the part of a stack that an account is", () => {
    const ID = "222222222222";
    const PREFIX = "urn:pulumi:test::p::aws-organization:index:Organization$aws-organization:index:Account";
    const component = (key: string, state = "active"): StateResource => ({
        urn: `${PREFIX}::${key}`,
        outputs: { id: ID, state },
    });
    const account = (key: string, id: string, more: Partial<StateResource> = {}): StateResource => ({
        urn: `${PREFIX}$aws:organizations/account:Account::${key}`,
        id,
        parent: `${PREFIX}::${key}`,
        inputs: { closeOnDeletion: false },
        outputs: { id, closeOnDeletion: false },
        ...more,
    });
    const leaving = [component("shop", "leaving"), account("shop", ID)];
    const closing = { inputs: { closeOnDeletion: true }, outputs: { closeOnDeletion: true } };

    it("is its component and all below; what waits for it is told apart", () => {
        const mine = account("shop", ID, { protect: true });
        const deep = { urn: "urn:pulumi:test::p::x:index:Deep::deep", parent: mine.urn };
        const other = account("other", "333333333333", { dependencies: [mine.urn] });
        const unit = { urn: "urn:pulumi:test::p::aws-organization:index:OrganizationalUnit::shop", protect: true };
        const { urns, dependents, isProtected, end } = accountInResources(
            [component("shop"), mine, deep, other, unit],
            "shop",
        );
        assert.deepEqual(urns, [component("shop").urn, mine.urn, deep.urn]);
        assert.deepEqual({ dependents, isProtected, end }, { dependents: [other.urn], isProtected: true, end: "kept" });
        const none = accountInResources([other], "shop");
        assert.deepEqual([none.urns, none.dependents, none.isProtected, none.id], [[], [], false, undefined]);
    });

    it("is of exactly that name, where another ends with it", () => {
        const both = [
            component("legacy::shop", "leaving"),
            account("legacy::shop", "333333333333", closing),
            ...leaving,
            component("a$b::legacy::shop"),
            account("a$b::legacy::shop", "444444444444"),
        ];
        const shop = accountInResources(both, "shop");
        assert.deepEqual([shop.id, shop.end, shop.urns.length], [ID, "leaves", 2]);
        const legacy = accountInResources(both, "legacy::shop");
        assert.deepEqual([legacy.id, legacy.end, legacy.urns.length], ["333333333333", "closes", 2]);
        assert.equal(accountInResources(both, "legacy").urns.length, 0);
    });

    it("goes only where what is applied says that exactly this account leaves, and nothing would be closed", () => {
        requireLeaving(accountInResources(leaving, "shop"), "shop", ID);
        // The stack has let it go already.
        requireLeaving(accountInResources([], "shop"), "shop", ID);
        const cases: [string, StateResource[], RegExp][] = [
            ["active", [component("shop"), account("shop", ID)], /does not say that it leaves\. Put it back/],
            ["protected", [component("shop", "leaving"), account("shop", ID, { protect: true })], /does not say that/],
            ["closing", [component("shop", "closing"), account("shop", ID, closing)], /the stack would CLOSE shop/],
            ["leaving and closing at once", [component("shop", "leaving"), account("shop", ID, closing)], /CLOSE/],
            [
                "closing by what was asked for",
                [component("shop", "leaving"), account("shop", ID, { inputs: { closeOnDeletion: true } })],
                /CLOSE/,
            ],
            [
                "closing by what the provider has returned, which is what it goes by",
                [component("shop", "leaving"), account("shop", ID, { outputs: { closeOnDeletion: true } })],
                /CLOSE/,
            ],
            [
                "another account",
                [component("shop", "leaving"), account("shop", "999999999999")],
                /another account under the key shop: 999999999999, and 222222222222 is meant/,
            ],
            [
                "under another key",
                [component("store", "leaving"), account("store", ID)],
                /account 222222222222 under the key store, and not under shop/,
            ],
            [
                "with a closing that is pending",
                [...leaving, account("web", "555555555555", { delete: true, ...closing })],
                /about to close 555555555555/,
            ],
            ["without an account below the component", [component("shop", "leaving")], /does not say that/],
        ];
        for (const [what, state, message] of cases) {
            const refused = (): void => requireLeaving(accountInResources(state, "shop"), "shop", ID);
            assert.throws(refused, { name: "CommandError", message }, what);
        }
    });
});
