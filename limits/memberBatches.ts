import type { LimitSource } from "./limitSource";

/** How many accounts one call of a service takes. Source: the service models of botocore. */
export const MEMBER_BATCHES: {
    readonly guardduty: number;
    readonly inspector2: number;
    readonly source: LimitSource;
} = {
    guardduty: 50,
    inspector2: 100,
    source: {
        from: "botocore 1.44.5: guardduty 2017-11-28 (AccountDetails, AccountIds), inspector2 2020-06-08 (EnableRequest, DisableRequest, BatchGetAccountStatusRequest)",
        read: "2026-11-27",
    },
};
