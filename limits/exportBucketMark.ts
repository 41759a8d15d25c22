/** The tag of a bucket that a cost export has made. By it a later run recognises a bucket that an earlier export has left. */
export const EXPORT_BUCKET_MARK = { key: "aws-organization", value: "cost-export" } as const;
