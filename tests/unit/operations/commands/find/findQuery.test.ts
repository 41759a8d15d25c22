import assert from "node:assert/strict";
import fc from "fast-check";
import { configQueries } from "../../../../../operations/commands/find/configSearch";
import { explorerQueries } from "../../../../../operations/commands/find/explorerSearch";
import type { FindQuestion } from "../../../../../operations/commands/find/findQuestion";
import { isWanted, nameOf, type FoundResource } from "../../../../../operations/commands/find/foundResource";
import { EXIT } from "../../../../../operations/cli/commandError";
import { inStack, org } from "../../orgRuns";

const NOTHING: FindQuestion = { words: [], types: [], tags: [], regions: [] };
const BUCKET: FoundResource = {
    arn: "arn:aws:s3:::Invoices-2026",
    type: "s3:bucket",
    account: "111122223333",
    region: "eu-central-1",
    name: "Invoices-2026",
    tags: { Team: "shop" },
};
const id = (index: number): string => String(100_000_000_000 + index);

describe("org find: the query of Resource Explorer", () => {
    it("has a filter for each part of the question", () => {
        const question: FindQuestion = {
            words: ["Invoices", "2026"],
            types: ["s3:bucket", "ec2:instance"],
            tags: [{ key: "Team", value: "shop team" }, { key: "Owner" }],
            regions: ["eu-central-1", "global"],
        };
        assert.equal(
            explorerQueries(question, [id(1), id(2)]).first,
            `"Invoices" "2026" resourcetype:s3:bucket,ec2:instance region:eu-central-1,global tag:"Team=shop team" tag.key:Owner accountid:${id(1)},${id(2)}`,
        );
        assert.deepEqual(explorerQueries(NOTHING, []), { first: "", parts: [] });
    });

    it("names some accounts at a time if they are too many, and is never longer than AWS takes", () => {
        const many = Array.from({ length: 1000 }, (_, index) => id(index));
        const { first, parts } = explorerQueries({ ...NOTHING, words: ["a"] }, many);
        assert.equal(first, '"a"');
        assert.deepEqual(
            parts.flatMap((part) => part.match(/\d{12}/g)),
            many,
        );
        assert.equal(parts.length, 11);
        assert.ok(parts.every((part) => part.startsWith('"a" accountid:') && part.length <= 1280));
        assert.deepEqual(explorerQueries({ ...NOTHING, words: ["a".repeat(1270)] }, many).parts, []);
        assert.throws(() => explorerQueries({ ...NOTHING, words: ["a".repeat(1300)] }, []), /too long/);
    });
});

describe("org find: the query of AWS Config", () => {
    it("has a condition for each part of the question", () => {
        const question: FindQuestion = {
            words: ["Invoices"],
            types: ["AWS::S3::Bucket"],
            tags: [{ key: "Team", value: "shop" }, { key: "Owner" }],
            regions: ["eu-central-1"],
        };
        assert.equal(
            configQueries(question, [id(1)]).first,
            "SELECT resourceId, resourceName, resourceType, arn, accountId, awsRegion, tags WHERE (resourceName LIKE 'Invoices%' OR resourceId LIKE 'Invoices%') AND resourceType IN ('AWS::S3::Bucket') AND awsRegion IN ('eu-central-1') AND (tags.key = 'Team' AND tags.value = 'shop') AND tags.key = 'Owner' AND accountId IN ('100000000001')",
        );
        assert.doesNotMatch(configQueries(NOTHING, []).first, /WHERE/);
    });

    it("names some accounts at a time if they are too many, and refuses what AWS cannot find", () => {
        const many = Array.from({ length: 1000 }, (_, index) => id(index));
        const { first, parts } = configQueries({ ...NOTHING, words: ["shop"] }, many);
        assert.doesNotMatch(first, /accountId IN/);
        assert.deepEqual(
            parts.flatMap((part) => part.match(/\d{12}/g)),
            many,
        );
        assert.ok(parts.length === 5 && parts.every((part) => part.length <= 4096));
        assert.throws(() => configQueries({ ...NOTHING, words: ["ab"] }, []), /as short as "ab": give 3 characters/);
        assert.throws(() => configQueries({ ...NOTHING, words: ["a".repeat(5000)] }, []), /too long/);
    });
});

describe("org find: what is wanted", () => {
    it("has every word somewhere, whatever its case, and every tag", () => {
        const wanted = (question: Partial<FindQuestion>, hasTags = true): boolean =>
            isWanted(BUCKET, { ...NOTHING, ...question }, hasTags);
        assert.ok(wanted({ words: ["invoices", "S3"] }));
        assert.ok(wanted({ words: ["team=SHOP"] }));
        assert.ok(!wanted({ words: ["invoices", "2025"] }));
        assert.ok(wanted({ tags: [{ key: "Team" }] }) && wanted({ tags: [{ key: "Team", value: "shop" }] }));
        assert.ok(!wanted({ tags: [{ key: "Team", value: "Shop" }] }) && !wanted({ tags: [{ key: "constructor" }] }));
        // Without tags in the answer, AWS's own answer counts.
        assert.ok(wanted({ tags: [{ key: "Owner" }] }, false));
    });

    it("is named by what its ARN has of it", () => {
        assert.equal(nameOf("arn:aws:s3:::Invoices-2026"), "Invoices-2026");
        assert.equal(nameOf("arn:aws:ec2:eu-central-1:111122223333:instance/i-1"), "i-1");
        assert.equal(nameOf("arn:aws:lambda:eu-central-1:111122223333:function:a:1"), "a:1");
        assert.equal(nameOf("arn:aws:iam::111122223333:role/team/Deploy"), "team/Deploy");
        assert.equal(nameOf("arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/x:*"), "/aws/lambda/x:*");
        fc.assert(fc.property(fc.string(), (text) => typeof nameOf(text) === "string"));
    });
});

describe("org find: a command line", () => {
    const DEFINITION = {
        "organization.yaml": `defaults: { email: "{account}@example.com" }\nunits: { Workloads: { accounts: { shop: } }, Empty: {} }\n`,
    };

    it("is refused before AWS is asked if it can find nothing, or would say more than was meant", () =>
        inStack(DEFINITION, async (folder) => {
            for (const [args, message] of [
                [[], /say what to look for/],
                [[" "], /say what to look for/],
                [['a" OR "b'], /cannot be looked for: leave out quotes/],
                [["it's"], /cannot be looked for/],
                [["a\\b"], /cannot be looked for/],
                [["100%"], /cannot be looked for/],
                [["a\u001bb"], /cannot be looked for/],
                [["--tag", "Team=x' OR '1"], /cannot be looked for/],
                [["--tag", "=shop"], /--tag =shop: give a key/],
                [["--type", "bucket"], /--type bucket: give a type such as s3:bucket/],
                [["--type", "s3:bucket region:us-east-1"], /--type/],
                [["--region", "Frankfurt"], /--region takes a region, or global: "Frankfurt" is not a region/],
                [
                    ["--region", "eu-wst-1"],
                    /--region takes a region, or global: "eu-wst-1" is not a region\. Did you mean "eu-west-1"\?/,
                ],
                [["--region", "eu-west-9"], /there is no region "eu-west-9" that this program knows\. Did you mean/],
                [["a", "--view-region", "eu-wst-1"], /--view-region takes a region: .*Did you mean "eu-west-1"\?/],
                [["--tag", "Team=shop", "Env=prod"], /--tag takes one value\. Repeat the option: --tag Env=prod/],
                [["--region", "eu-west-1", "us-east-1"], /Repeat the option: --region us-east-1/],
                [["--type", "s3:bucket", "iam:role"], /Repeat the option: --type iam:role/],
                [["--region", "eu-central-1,us-east-1 x"], /--region/],
                [["--account", "shp"], /has no account "shp"/],
                [["--unit", "Workload"], /there is no unit "Workload"\. Did you mean "Workloads"\?/],
                [["--unit", "Empty"], /unit Empty has no accounts/],
                [
                    ["a", "--view-region", "evil.example/x"],
                    /--view-region takes a region: "evil\.example\/x" is not a region/,
                ],
                [["a", "--with", "google"], /Allowed choices are resource-explorer, config/],
                [["--", "-tag:Team"], /begins with -/],
                [["a\u200bb"], /cannot be looked for/],
            ] as const) {
                const { code, error } = await org(folder, ["find", "--stack", "test", ...args]);
                assert.equal(code, EXIT.usage, `${args.join(" ")}: ${error}`);
                assert.match(error, message);
            }
        }));

    it("never reaches beyond its quotes, whatever is typed", () => {
        const text = fc.string({ unit: "grapheme" }).filter((one) => !/["'\\*%]/.test(one));
        fc.assert(
            fc.property(text, text, (word, value) => {
                const question = { ...NOTHING, words: [`abc${word}`], tags: [{ key: "k", value }] };
                assert.ok([3, 5].includes(explorerQueries(question, []).first.split('"').length));
                assert.equal(configQueries(question, []).first.split("'").length, 9);
            }),
        );
    });
});
