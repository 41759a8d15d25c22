import * as pulumi from "@pulumi/pulumi";
import { awsSettings, type AwsSettings } from "../../aws/awsSettings";
import { RunEnd } from "../runEndError";
import { checkProviderTags } from "./providerTags";
import { regionSettingError } from "./regionSetting";

/** What the stack's config says. */
export interface StackConfig {
    readonly stack: string;
    /** The definition's place: a file or a folder. */
    readonly location: string;
    readonly region: string;
    /** The settings of Pulumi's provider, so that the SDK asks the same AWS with the same credentials. */
    readonly aws: AwsSettings;
}

/** @throws RunEnd if the config has a setting that a stack must not have, or a region that cannot be one. */
export function stackConfig(): StackConfig {
    const stack = pulumi.getStack();
    const provider = new pulumi.Config("aws");
    checkProviderTags(provider, stack);
    const region = provider.get("region") ?? "us-east-1";
    const wrongRegion = regionSettingError(region, stack);
    if (wrongRegion !== undefined) throw new RunEnd(`${wrongRegion}. Nothing was sent to AWS.`);
    return {
        stack,
        location: new pulumi.Config().get("definition") ?? `organizations/${stack}`,
        region,
        aws: awsSettings((key) => provider.get(key)),
    };
}
