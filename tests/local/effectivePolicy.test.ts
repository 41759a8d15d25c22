import assert from "node:assert/strict";
import {
    AttachPolicyCommand,
    DescribeEffectivePolicyCommand,
    MoveAccountCommand,
    OrganizationsClient,
    UpdatePolicyCommand,
} from "@aws-sdk/client-organizations";
import * as fc from "fast-check";
import { effectivePolicy } from "../../evaluator/managementPolicies";
import { documents, levelsOf, type Document } from "../unit/evaluator/managementPolicies/generated";
import { Fixture } from "./fixture";
import { startLocalAws, type LocalAws } from "./server";

/** The number of policies at each level, from the root down. AWS accepts a policy that sets nothing. */
const ATTACHED = [2, 2, 1];
const NOTHING: Document = { tags: {} };

describe("the local AWS and the evaluator agree on effective policies", function () {
    this.timeout(60_000);
    let aws: LocalAws;
    let client: OrganizationsClient;
    let account: string;
    const policies: string[][] = [];

    before(async () => {
        aws = await startLocalAws();
        client = new OrganizationsClient(aws.clientConfig());
        const to = new Fixture(aws, client);
        const { root } = await to.createOrganization();
        await to.enable("TAG_POLICY");
        const unit = await to.createUnit(root, "Unit");
        account = await to.createAccount("shop");
        await client.send(
            new MoveAccountCommand({ AccountId: account, SourceParentId: root, DestinationParentId: unit }),
        );
        for (const [level, target] of [root, unit, account].entries()) {
            const attached: string[] = [];
            for (let index = 0; index < (ATTACHED[level] ?? 0); index++) {
                const id = await to.createPolicy("TAG_POLICY", `p${level}${index}`, JSON.stringify(NOTHING));
                await client.send(new AttachPolicyCommand({ PolicyId: id, TargetId: target }));
                attached.push(id);
            }
            policies.push(attached);
        }
    });
    after(async () => {
        client.destroy();
        await aws.stop();
    });

    it("for any policies on root, unit and account", async () => {
        const levels = fc.tuple(
            ...ATTACHED.map((count) => fc.array(documents, { minLength: count, maxLength: count })),
        );
        await fc.assert(
            fc.asyncProperty(levels, async (given) => {
                for (const [level, attached] of policies.entries()) {
                    for (const [index, PolicyId] of attached.entries()) {
                        const Content = JSON.stringify(given[level]?.[index]);
                        await client.send(new UpdatePolicyCommand({ PolicyId, Content }));
                    }
                }
                const { EffectivePolicy } = await client.send(
                    new DescribeEffectivePolicyCommand({ PolicyType: "TAG_POLICY", TargetId: account }),
                );
                assert.deepEqual(
                    JSON.parse(EffectivePolicy?.PolicyContent ?? ""),
                    effectivePolicy(levelsOf(given)).policy,
                );
            }),
            { numRuns: 150 },
        );
    });
});
