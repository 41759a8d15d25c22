import assert from "node:assert/strict";
import { sourceLinks } from "../../../../../../operations/commands/review/print/sourceLinks";
import { GITHUB } from "./exampleReviews";

describe("org review: links to the files of a pull request", () => {
    it("lead to the line of the commit in GitHub and in GitLab", () => {
        const place = { file: "organizations/prod/organization.yaml", line: 12, column: 3 };
        assert.equal(
            sourceLinks(GITHUB)(place),
            `https://github.com/acme/organization/blob/${GITHUB.GITHUB_SHA}/organizations/prod/organization.yaml#L12`,
        );
        const gitlab = {
            CI_PROJECT_URL: "https://gitlab.example.com/acme/aws/organization",
            CI_COMMIT_SHA: "0abeb8cd",
        };
        assert.equal(
            sourceLinks(gitlab)(place),
            "https://gitlab.example.com/acme/aws/organization/-/blob/0abeb8cd/organizations/prod/organization.yaml#L12",
        );
        assert.equal(
            sourceLinks(GITHUB, "feed")({ file: "a.yaml" }),
            "https://github.com/acme/organization/blob/feed/a.yaml",
        );
    });

    it("escape what could end a link, and half a character", () => {
        assert.equal(
            sourceLinks(GITHUB, "a/../b?c")({ file: "x (1)/a#b?c%20'!*].yaml", line: 1 }),
            "https://github.com/acme/organization/blob/a%2F..%2Fb%3Fc/x%20%281%29/a%23b%3Fc%2520%27%21%2A%5D.yaml#L1",
        );
        assert.match(sourceLinks(GITHUB)({ file: "\ud800.yaml" }) ?? "", /\/%EF%BF%BD\.yaml$/);
    });

    it("are missing where nobody knows the repository or the commit, and for files that are not in it", () => {
        const place = { file: "a.yaml", line: 1 };
        assert.equal(sourceLinks({})(place), undefined);
        assert.equal(sourceLinks({ ...GITHUB, GITHUB_SHA: undefined })(place), undefined);
        assert.equal(sourceLinks({ ...GITHUB, GITHUB_SHA: "" })(place), undefined);
        assert.equal(sourceLinks(GITHUB)({ file: "/etc/passwd" }), undefined);
        assert.equal(sourceLinks(GITHUB)({ file: "organizations/../../other.yaml" }), undefined);
    });
});
