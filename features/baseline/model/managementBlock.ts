/** What a block sets up in the management account. */
export interface ManagementBlock {
    /** The key of the block. */
    readonly block: string;
    readonly settings: readonly ManagementSetting[];
}

/** A setting of the management account that the AWS provider has a resource for. */
export type ManagementSetting =
    | { readonly kind: "password-policy"; readonly policy: PasswordPolicySetting }
    /** New EBS volumes and copies of snapshots are encrypted by default. */
    | { readonly kind: "ebs-encryption"; readonly region: string }
    /** All four settings of S3's public access block of the account are on. */
    | { readonly kind: "s3-public-access-block" };

/** The account's policy for passwords of IAM users. The names are those of `aws.iam.AccountPasswordPolicy`. */
export interface PasswordPolicySetting {
    readonly minimumPasswordLength: number;
    readonly requireLowercaseCharacters: boolean;
    readonly requireUppercaseCharacters: boolean;
    readonly requireNumbers: boolean;
    readonly requireSymbols: boolean;
    readonly allowUsersToChangePassword: boolean;
    readonly hardExpiry: boolean;
    /** In days; 0: passwords do not expire. */
    readonly maxPasswordAge: number;
    /** How many earlier passwords may not be used again; 0: any may. */
    readonly passwordReusePrevention: number;
}
