import assert from "node:assert/strict";
import type { OrganizationModel } from "../../../definition";
import { LIBRARY } from "../../../guardrails";
import { FRAMEWORKS, type FrameworkName } from "../../../guardrails/frameworks";
import { byKey, load, refused, yaml } from "./definitionFixtures";

describe("definition: compliance", () => {
    /** The keys of the policies that a bundle attaches: one for all of its service control policies, and the others one by one. */
    const attached = (name: FrameworkName, key = `compliance-${name}`): string[] => [
        ...FRAMEWORKS[name].guardrails.filter((one) => LIBRARY.get(one)?.type !== "SERVICE_CONTROL_POLICY"),
        key,
    ];
    const baseline = attached("startup-baseline");
    const sids = (model: OrganizationModel, key: string): string[] =>
        (JSON.parse(byKey(model.policies, key).content) as { Statement: { Sid: string }[] }).Statement.map(
            ({ Sid }) => Sid,
        );

    it("attaches the bundle of a framework to the root or a unit, its service control policies as one", () => {
        const model = load({
            compliance: ["startup-baseline"],
            units: { Cards: { compliance: ["pci-dss"] }, More: { compliance: ["pci-dss"] } },
        });
        assert.deepEqual(model.guardrails, baseline);
        assert.deepEqual(byKey(model.units, "Cards").guardrails, attached("pci-dss"));
        assert.deepEqual(byKey(model.units, "More").guardrails, attached("pci-dss"));
        assert.equal(model.policies.filter(({ key }) => key.startsWith("compliance-")).length, 2);
        assert.deepEqual(sids(model, "compliance-startup-baseline").slice(0, 2), [
            "DenyLeavingOrganization",
            "KeepPublicAccessBlock",
        ]);
        const { description } = byKey(model.policies, "compliance-startup-baseline");
        assert.match(description, /^Start-up baseline: deny-leaving-organization, deny-public-s3, /);
    });

    it("spares the access role of the definition", () => {
        const { policies } = load({ defaults: { roleName: "Admin" }, compliance: ["startup-baseline"] });
        assert.match(byKey(policies, "compliance-startup-baseline").content, /"arn:\*:iam::\*:role\/Admin"/);
    });

    it("leaves room for several frameworks, a kind, regions and more policies", () => {
        const { units, policies } = load({
            units: {
                W: {
                    kind: "security",
                    compliance: ["startup-baseline", "cis-aws-foundations", "pci-dss"],
                    guardrails: ["deny-purchases"],
                    regions: ["eu-central-1"],
                },
            },
        });
        const keys = byKey(units, "W").guardrails;
        assert.equal(new Set(keys).size, keys.length);
        assert.equal(keys.filter((key) => byKey(policies, key).type === "SERVICE_CONTROL_POLICY").length, 9);
    });

    it("makes a policy of its own where `without` leaves something out, at the root too", () => {
        const model = load({
            compliance: ["startup-baseline"],
            without: ["s3-block-public-access", "deny-root-user"],
            units: {
                W: { kind: "workloads", compliance: ["pci-dss"], without: ["only-tls", "protect-access-role"] },
                X: { compliance: ["pci-dss"], without: ["deny-iam-users"] },
            },
        });
        assert.deepEqual(
            model.guardrails,
            attached("startup-baseline", "compliance-startup-baseline-of-root").filter(
                (one) => one !== "s3-block-public-access",
            ),
        );
        assert.ok(!sids(model, "compliance-startup-baseline-of-root").includes("DenyRootUser"));
        const keys = byKey(model.units, "W").guardrails;
        assert.ok(!keys.includes("only-tls") && !keys.includes("protect-access-role"));
        assert.ok(keys.includes("compliance-pci-dss") && keys.includes("deny-closing-account"));
        assert.ok(sids(model, "compliance-pci-dss").includes("DenyIamUsers"));
        assert.ok(!sids(model, "compliance-pci-dss-of-unit-X").includes("DenyIamUsers"));
    });

    it("refuses a policy of the definition that has its key", () => {
        refused(
            yaml`
                policies: { compliance-pci-dss: { guardrail: deny-root-user } }
                units: { A: { compliance: [▶pci-dss] } }
            `,
            "becomes a policy with the key compliance-pci-dss, which a policy of yours has already",
        );
    });

    it("refuses names that it does not know", () => {
        refused(
            yaml`
                compliance: [▶cis-aws-foundation]
                units:
                  A: { compliance: [pci-dss, ▶pci-dss], without: [▶only-tl] }
                  B: { kind: sandbox, compliance: [pci-dss], without: [▶protect-logs] }
                  C: { ▶without: [only-tls] }
            `,
            'Did you mean "cis-aws-foundations"?',
            "names pci-dss a second time",
            'pci-dss does not bring "only-tl". Did you mean "only-tls"?',
            /^kind sandbox and pci-dss do not bring "protect-logs".* They bring deny-leaving-organization, deny-purchases, /,
            "names no kind",
        );
        refused("▶without: [only-tls]", "compliance names none here");
    });

    it("refuses a framework about where data is stored without regions at its node or above", () => {
        refused(
            yaml`
                units:
                  A: { compliance: [▶gdpr-data-residency] }
                  B: { units: { C: { compliance: [pci-dss, ▶gdpr-data-residency], accounts: { c: { email: c@example.com, regions: [eu-west-1] } } } } }
            `,
            "gdpr-data-residency is about where data is stored, but no policy here or above limits the regions: add regions",
            "no policy here or above limits the regions",
        );
        const here = { compliance: ["gdpr-data-residency"] };
        const regions = ["eu-central-1"];
        for (const definition of [
            { ...here, regions },
            { regions, units: { A: here } },
            { units: { A: { ...here, regions } } },
            { units: { A: { regions, units: { B: { units: { C: here } } } } } },
            {
                policies: { eu: { guardrail: "region-deny", parameters: { regions } } },
                guardrails: ["eu"],
                units: { A: here },
            },
        ]) {
            assert.ok(load(definition).policies.length > 3);
        }
    });

    it("needs all features", () => {
        refused(
            yaml`
                organization: { featureSet: CONSOLIDATED_BILLING }
                ▶compliance: [startup-baseline]
            `,
            "an organisation with CONSOLIDATED_BILLING has no policies",
        );
    });
});
