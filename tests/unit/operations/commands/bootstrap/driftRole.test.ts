import assert from "node:assert/strict";
import { GITHUB, template } from "./bootstrapRuns";

describe("org bootstrap: the role of the workflow drift", () => {
    it("lets no pull request read who did what: only the branch, and the people who may preview", async () => {
        const people = ["--preview-permission-set", "ReadOnly", "--up-permission-set", "Platform"];
        const made = await template(...GITHUB, "--gitlab-project", "acme/organization", ...people);
        const { Statement: trust } = made.Resources.DriftRole?.Properties?.AssumeRolePolicyDocument as {
            readonly Statement: readonly { readonly Sid: string }[];
        };
        assert.deepEqual(
            trust.map(({ Sid }) => Sid),
            ["GitHub", "GitLab", "PermissionSets"],
        );
        const text = JSON.stringify(trust);
        assert.doesNotMatch(text, /pull_request|:ref:\*|Platform/);
        for (const subject of [":ref:refs/heads/main", ":ref:main", "ReadOnly"])
            assert.ok(text.includes(subject), text);
        const holders = Object.entries(made.Resources).filter(([, one]) =>
            JSON.stringify(one).includes("LookupEvents"),
        );
        assert.deepEqual(
            holders.map(([id]) => id),
            ["DriftRole"],
        );
        // Besides, it reads what a preview reads.
        const rolesOf = (id: string): string => JSON.stringify(made.Resources[id]?.Properties?.Roles);
        for (const id of ["PreviewOrganizationPolicy", "PreviewStatePolicy", "PreviewPeoplePolicy"]) {
            assert.match(rolesOf(id), /"PreviewRole".*"DriftRole"/);
        }
        assert.doesNotMatch(rolesOf("UpOrganizationPolicy"), /DriftRole/);
    });
});
