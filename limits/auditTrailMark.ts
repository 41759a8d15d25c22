/** The tag of the buckets and the key of the organisation's trail. By it a later run recognises what an earlier trail has left. */
export const TRAIL_MARK = { key: "aws-organization", value: "audit-trail" } as const;

/** The alias of the key that encrypts the trail's logs, in the log archive. */
export const TRAIL_KEY_ALIAS = "alias/aws-organization-trail";
