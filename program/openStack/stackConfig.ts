import * as pulumi from "@pulumi/pulumi";
import { awsSettings, type AwsSettings } from "../../aws/awsSettings";
import { checkProviderTags } from "./providerTags";

/** What the stack's config says. */
export interface StackConfig {
    readonly stack: string;
    /** The definition's place: a file or a folder. */
    readonly location: string;
    readonly region: string;
    /** The settings of Pulumi's provider, so that the SDK asks the same AWS with the same credentials. */
    readonly aws: AwsSettings;
}

/** @throws RunEnd if the config has a setting that a stack must not have. */
export function stackConfig(): StackConfig {
    const stack = pulumi.getStack();
    const provider = new pulumi.Config("aws");
    checkProviderTags(provider, stack);
    return {
        stack,
        location: new pulumi.Config().get("definition") ?? `organizations/${stack}`,
        region: provider.get("region") ?? "us-east-1",
        aws: awsSettings((key) => provider.get(key)),
    };
}
