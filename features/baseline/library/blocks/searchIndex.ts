import { z } from "zod";
import { regionOrNone } from "./regionParameter";
import { libraryBlock } from "../libraryBlock";
import { FUNCTION_STACK_ACTIONS, settingFunction } from "../template/settingFunction";
import { stackParameters } from "../template/stackParameters";
import { ref, sub } from "../template/templateIntrinsics";

/**
 * CloudFormation's own type fails where the index exists, and AWS makes one by itself when somebody searches: a stored copy of
 * https://docs.amazonaws.cn/en_us/resource-explorer/latest/userguide/getting-started-setting-up.md, read 2026-11-27.
 *
 * An index is made in the background. Only an active one can become the account's aggregator.
 */
const CODE = `
def apply(properties, old, identity):
    explorer = boto3.client("resource-explorer-2")
    index = wanted(explorer)
    if properties["Region"] == properties["Aggregator"] and index["Type"] != "AGGREGATOR":
        for _ in range(20):
            if index["State"] == "ACTIVE":
                break
            time.sleep(10)
            index = explorer.get_index()
        explorer.update_index_type(Arn=index["Arn"], Type="AGGREGATOR")
    return identity, {"Index": index["Arn"]}


def wanted(explorer):
    try:
        index = explorer.get_index()
        if index["State"] not in ("DELETED", "DELETING"):
            return index
    except explorer.exceptions.ResourceNotFoundException:
        pass
    explorer.create_index()
    return explorer.get_index()


def remove(properties, identity):
    """The index stays: it costs nothing, and an account waits a day before it may have another aggregator."""
`;

const { Parameters, references } = stackParameters({
    Aggregator: "The region whose index holds those of all others; empty: none",
});

const ACTIONS = [
    "resource-explorer-2:CreateIndex",
    "resource-explorer-2:GetIndex",
    "resource-explorer-2:UpdateIndexType",
] as const;

export const searchIndex = libraryBlock({
    name: "search-index",
    title: "Index for search",
    description:
        "AWS Resource Explorer keeps an index of everything in each region, so that `./org find` finds it. One region of each account collects the others (its aggregator). The view over the whole organisation is `search` in `security`.",
    parameters: z.strictObject({
        aggregator: regionOrNone
            .default("")
            .describe(
                "The region whose index collects those of the account's other regions; it must be one of the block's.",
            ),
    }),
    isGlobal: false,
    sets: "the region's index of Resource Explorer",
    // From memory: not confirmed.
    price: "Nothing: Resource Explorer is free.",
    traps: [
        "An index that exists stays as it is, or becomes the aggregator. An account has one aggregator: where another region has it already, the stack in the new one fails. Make the old one local, and wait for 24 hours.",
        "A new index takes up to 36 hours until it holds everything.",
    ],
    whenRemoved: "The index stays.",
    source: "https://docs.aws.amazon.com/resource-explorer/latest/userguide/manage-aggregator-region.html",
    capabilities: ["CAPABILITY_IAM"],
    actions: FUNCTION_STACK_ACTIONS,
    functionActions: [...ACTIONS, "iam:CreateServiceLinkedRole"],
    template: () => ({
        AWSTemplateFormatVersion: "2010-09-09",
        Description: "The region's index of Resource Explorer",
        Parameters,
        Resources: settingFunction({
            description: "Makes the region's index of Resource Explorer",
            code: CODE,
            statements: [
                { Sid: "Index", Effect: "Allow", Action: ACTIONS, Resource: "*" },
                {
                    Sid: "ServiceLinkedRole",
                    Effect: "Allow",
                    Action: ["iam:CreateServiceLinkedRole"],
                    Resource: sub(
                        "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/resource-explorer-2.amazonaws.com/*",
                    ),
                    Condition: { StringEquals: { "iam:AWSServiceName": "resource-explorer-2.amazonaws.com" } },
                },
            ],
            properties: { Region: ref("AWS::Region"), ...references },
        }),
    }),
    cloudFormationParameters: ({ aggregator }) => ({ Aggregator: aggregator }),
    namedRegions: ({ Aggregator: region = "" }) =>
        region === ""
            ? []
            : [
                  {
                      parameter: "aggregator",
                      region,
                      purpose: "no index would collect those of the account's other regions",
                  },
              ],
});
