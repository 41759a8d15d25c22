/**
 * The policy of the topic that findings are published to: only EventBridge, and only for rules of the topic's account. People who
 * subscribe need the right in their own account.
 *
 * AWS's pages contradict each other on whether EventBridge says which rule publishes: "Using resource-based policies" knows no conditions in
 * policies of SNS topics (awsdocs/amazon-eventbridge-user-guide, and quotes of 2026), "Using IAM policy conditions" names both keys for the
 * rule (both read on 2026-11-27). So where it says it, it must be right; where it does not, findings arrive all the same.
 *
 * @param rulePrefix the beginning of the names of the rules that may publish.
 */
export function findingsTopicPolicy(topicArn: string, accountId: string, rulePrefix: string): string {
    const [, partition = "aws", , region = ""] = topicArn.split(":");
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "OnlyTls",
                Effect: "Deny",
                Principal: "*",
                Action: "sns:Publish",
                Resource: topicArn,
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
            {
                Sid: "RulesPublish",
                Effect: "Allow",
                Principal: { Service: "events.amazonaws.com" },
                Action: "sns:Publish",
                Resource: topicArn,
                Condition: {
                    StringEqualsIfExists: { "aws:SourceAccount": accountId },
                    ArnLikeIfExists: {
                        "aws:SourceArn": `arn:${partition}:events:${region}:${accountId}:rule/${rulePrefix}*`,
                    },
                },
            },
            {
                Sid: "AccountSubscribes",
                Effect: "Allow",
                Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
                Action: [
                    "sns:GetTopicAttributes",
                    "sns:ListSubscriptionsByTopic",
                    "sns:SetTopicAttributes",
                    "sns:Subscribe",
                ],
                Resource: topicArn,
            },
        ],
    });
}
