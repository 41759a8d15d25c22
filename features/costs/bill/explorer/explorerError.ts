import { exceptionName } from "../../../../aws/organization";
import { SourceError } from "../sourceError";

/** Cost Explorer cannot answer. */
export class ExplorerError extends SourceError {}

/** What people can do about AWS's error. An error that says enough by itself is returned as it is. */
export function explorerError(error: unknown): unknown {
    const message = error instanceof Error ? error.message : "";
    // An organisation that has never used Cost Explorer may be answered so (aws-samples/aws-cost-explorer-report, issue 15).
    const isUnused = /not enabled for cost explorer/i.test(message);
    switch (isUnused ? "DataUnavailableException" : exceptionName(error)) {
        case "DataUnavailableException":
            return new ExplorerError(
                "Cost Explorer has no figures yet. The first time that it is used in an organisation, AWS needs about a day to prepare them: open Cost Explorer in the console of the management account once, and ask again tomorrow",
                { cause: error },
            );
        case "AccessDeniedException":
            return new ExplorerError(
                `AWS denies Cost Explorer to the credentials. They need ce:GetCostAndUsage and ce:GetCostForecast in the management account, and IAM access to billing must be activated there once by the root user (Account, "IAM user and role access to Billing information"). AWS says: ${message}`,
                { cause: error },
            );
        case "LimitExceededException":
            return new ExplorerError(
                `Cost Explorer refuses more requests for the moment: run this again in a minute. What it has answered is kept for the day. AWS says: ${message}`,
                { cause: error },
            );
        case "BillExpirationException":
        case "ValidationException":
            return new ExplorerError(`Cost Explorer does not accept the question. AWS says: ${message}`, {
                cause: error,
            });
        default:
            return error;
    }
}
