/** A setting that the AWS provider makes in the management account. */
export type ManagementAccountSetting =
    | {
          readonly kind: "password policy";
          readonly minimumLength: number;
          readonly requiresLowercase: boolean;
          readonly requiresUppercase: boolean;
          readonly requiresNumbers: boolean;
          readonly requiresSymbols: boolean;
          readonly mayChangeOwn: boolean;
          readonly reusePrevention: number;
          /** In days; absent: passwords do not expire. */
          readonly maximumAge?: number;
      }
    /** In each region of the block. */
    | { readonly kind: "EBS encryption"; /** A key's ARN or alias; absent: AWS's own key. */ readonly key?: string }
    | { readonly kind: "S3 public access block" };
