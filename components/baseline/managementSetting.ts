import * as ebs from "@pulumi/aws/ebs";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

/** What the management account has stays as it is when a setting is no longer said: nobody loses a protection by an edit. */
const KEPT: pulumi.CustomResourceOptions = { retainOnDelete: true };

/** The policy for passwords of IAM users in the management account, which no StackSet reaches. */
export class ManagementPasswordPolicy extends iam.AccountPasswordPolicy {
    constructor(key: string, policy: iam.AccountPasswordPolicyArgs, opts: pulumi.CustomResourceOptions = {}) {
        super(key, policy, pulumi.mergeOptions(KEPT, opts));
    }
}

/** New EBS volumes of the management account are encrypted, in one region. */
export class ManagementEbsEncryption extends ebs.EncryptionByDefault {
    constructor(key: string, { region }: { readonly region: string }, opts: pulumi.CustomResourceOptions = {}) {
        super(key, { enabled: true, region }, pulumi.mergeOptions(KEPT, opts));
    }
}

/** No bucket of the management account can be made public. */
export class ManagementPublicAccessBlock extends s3.AccountPublicAccessBlock {
    constructor(key: string, opts: pulumi.CustomResourceOptions = {}) {
        super(
            key,
            { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
            pulumi.mergeOptions(KEPT, opts),
        );
    }
}
