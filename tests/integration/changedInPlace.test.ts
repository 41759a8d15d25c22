import assert from "node:assert/strict";
import { CreatePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { assertChanges, Project, type Definition } from "./support";

const DAY_POLICY = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "ce:Get*", Resource: "*" }] };

const [READERS, WRITERS] = ["organizations:ListPolicies", "organizations:UpdatePolicy"].map((Action) => ({
    Version: "2012-10-17",
    Statement: [
        {
            Sid: "Policies",
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:root" },
            Action,
            Resource: "*",
        },
    ],
}));

/** An organisation that uses every feature, before or after something of each has changed. */
function definition(isChanged: boolean): Definition {
    const pick = <T>(before: T, after: T): T => (isChanged ? after : before);
    return {
        organization: { serviceAccess: ["sso.amazonaws.com", "account.amazonaws.com", "iam.amazonaws.com"] },
        defaults: {
            email: "aws+{account}@example.com",
            tags: pick({ Organization: "acme", Old: "yes" }, { Organization: "acme ltd" }),
            ...pick(
                {
                    contacts: {
                        billing: { name: "Ada", email: "ada@example.com", phone: "+49301234567", title: "CFO" },
                    },
                },
                {},
            ),
        },
        ...pick<object>({ centralRootAccess: ["root-credentials", "root-sessions"] }, {}),
        resourcePolicy: pick(READERS, WRITERS),
        budget: { monthly: 20_000, alerts: [pick("80%", "90%")] },
        costs: {
            notify: [pick("finops@example.com", "money@example.com")],
            export: { format: "focus", resources: pick(false, true) },
            anomalies: { watch: ["services"], share: pick("40%", "50%") },
        },
        people: {
            groups: { developers: { description: pick("Developers", "All developers") } },
            users: { "ada@example.com": { name: pick("Ada Byron", "Ada Lovelace"), groups: ["developers"] } },
            permissionSets: {
                Support: {
                    description: pick("Helps", "Helps everybody"),
                    tags: pick<object>({ Desk: "1" }, {}),
                    managedPolicies: pick(["ReadOnlyAccess"], ["job-function/ViewOnlyAccess"]),
                    ...pick<object>(
                        { inlinePolicy: DAY_POLICY, boundary: { managed: "PowerUserAccess" } },
                        { customerManagedPolicies: [{ name: "Limit" }] },
                    ),
                },
            },
        },
        access: [{ who: "developers", permissionSet: "Support", where: ["shop"] }],
        units: {
            Workloads: { kind: "workloads", accounts: { shop: { budget: pick(500, 600) } } },
            Sandbox: {
                kind: "sandbox",
                accounts: { play: { budget: { monthly: 50, stop: true } } },
            },
        },
    } as Definition;
}

// The roles of `org bootstrap` get the permissions that this needs (tests/roles).
describe("an organisation that uses every feature", function () {
    this.timeout(480_000);
    let project: Project;

    before(async () => {
        project = await Project.start();
        project.acknowledge(
            "weaken central root access",
            "loosen the organisation's resource policy",
            "take the boundary from permission set Support",
        );
    });
    after(() => project.stop());

    it("changes in place: nothing is replaced", async () => {
        await project.apply(definition(false));
        const { accounts } = await project.outputs();
        const iam = new IAMClient(project.aws.clientConfig(accounts.shop?.id));
        await iam.send(new CreatePolicyCommand({ PolicyName: "Limit", PolicyDocument: JSON.stringify(DAY_POLICY) }));
        iam.destroy();
        // The first `up` makes the organisation, and the second what needs IAM Identity Center in it.
        for (const isChanged of [true, false, true]) {
            const run = await project.apply(definition(isChanged));
            assert.equal(run.changes.replaced, 0, run.output);
            assert.ok(run.changes.updated > 10, run.output);
        }
    });

    it("has nothing to change after that", async () => {
        const again = await project.preview("--refresh");
        assert.equal(again.code, 0, again.output);
        assertChanges(again, {});
    });
});
