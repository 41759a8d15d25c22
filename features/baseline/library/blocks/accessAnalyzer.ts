import { z } from "zod";
import { libraryBlock } from "../libraryBlock";
import { stackParameters } from "../template/stackParameters";
import { typedResource } from "../template/typedResource";

const { Parameters, references } = stackParameters({
    Days: "The days without use after which access counts as unused",
});

export const accessAnalyzer = libraryBlock({
    name: "access-analyzer",
    title: "Finds access that nobody uses",
    description:
        "IAM Access Analyzer looks at every role and user of the account, and reports roles, keys and permissions that nobody has used for some time. That access from outside is found in the whole organisation is `accessAnalyzer` in `security`.",
    parameters: z.strictObject({
        days: z
            .int()
            .min(1)
            .max(365)
            .default(90)
            .describe("The days without use after which access counts as unused, up to 365."),
    }),
    isGlobal: true,
    sets: "the analyzer of unused access",
    // A guide of geeksforgeeks.org, read 2026-11-27; AWS's price page was not readable.
    price: "About 0.20 USD a month for each role and user of the account.",
    traps: [
        "An account has at most one analyzer of this kind. Where there is one, the stack fails: delete that one, or leave the account out.",
        "If AWS refuses other days for an analyzer that exists, take the block away, and add it again.",
    ],
    whenRemoved: "The analyzer is deleted with its findings.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-create-unused.html",
    capabilities: [],
    actions: [
        "access-analyzer:CreateAnalyzer",
        "access-analyzer:DeleteAnalyzer",
        "access-analyzer:GetAnalyzer",
        "iam:CreateServiceLinkedRole",
    ],
    template: () => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "Finds access that nobody uses",
        Parameters,
        Resources: {
            Analyzer: typedResource("AWS::AccessAnalyzer::Analyzer", {
                Type: "ACCOUNT_UNUSED_ACCESS",
                AnalyzerConfiguration: { UnusedAccessConfiguration: { UnusedAccessAge: references.Days } },
            }),
        },
    }),
    cloudFormationParameters: ({ days }) => ({ Days: String(days) }),
});
