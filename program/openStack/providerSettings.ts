import * as pulumi from "@pulumi/pulumi";
import { AwsClients } from "../../aws/awsClients";
import { awsSettings, type AwsSettings } from "../../aws/awsSettings";

/** The settings of Pulumi's provider, so that the SDK asks the same AWS with the same credentials. */
export function providerSettings(): AwsSettings {
    const config = new pulumi.Config("aws");
    return awsSettings((key) => config.get(key));
}

export function providerClients(): AwsClients {
    return new AwsClients(providerSettings());
}
