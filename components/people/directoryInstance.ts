/** The organisation's instance of IAM Identity Center, and its directory. It is enabled once in the console; no API makes one. */
export interface DirectoryInstance {
    /** The instance's ARN. */
    readonly arn: string;
    /** The id of its directory. */
    readonly identityStoreId: string;
    /** The one region in which it answers. */
    readonly region: string;
}
