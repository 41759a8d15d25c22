import assert from "node:assert/strict";
import type { LeavingAccount } from "../../../../../../operations/commands/handOver/read/leavingAccount";
import {
    accessRoleCommands,
    losses,
    stays,
    type Loss,
} from "../../../../../../operations/commands/handOver/lose/losses";
import { FACTS } from "../leavingAccountFixture";

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

    it("excludes what cannot be lost, and reports what could not be read with the command that shows it", () => {
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

    it("includes resources that it receives or shares, with what is kept", () => {
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
        assert.match(note, /end at once/);
        assert.doesNotMatch(note, /could not be read/);
    });

    it("includes stacks, with what happens to them", () => {
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

    it("reports regions that did not answer, because they may have more", () => {
        const unread = [{ regions: ["eu-west-3", "sa-east-1"], because: "AccessDeniedException: explicit deny" }];
        const { note = "" } = lossOf(/RAM/, { shares: { value: { found: [], unread } } });
        assert.match(note, /^None was found in the other regions\. They could not be read in eu-west-3, sa-east-1 \(/);
        assert.match(note, /aws ram get-resource-shares/);
        const none = lossOf(/RAM/, { shares: { value: { found: [], unread: [] } } }).note ?? "";
        assert.match(none, /^Nothing is shared/);
    });

    it("is followed by the role that stays, with the commands that delete it", () => {
        const text = stays(FACTS, "Access").join("\n");
        assert.match(text, /management account 111111111111 can go on assuming/);
        for (const command of accessRoleCommands("Access")) {
            assert.ok(text.includes(command));
            assert.match(command, /--role-name Access/);
        }
    });
});
