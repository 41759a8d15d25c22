/** The organisation's instance of IAM Identity Center. It is enabled once in the console; no API makes one. */
export interface IdentityCenterInstance {
    readonly arn: string;
    readonly identityStoreId: string;
    /** The one region in which it answers. */
    readonly region: string;
}
