/** The trust policy of a role that a service takes, only for the account itself. @param service such as `config.amazonaws.com`. */
export function serviceTrust(service: string, account: string): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Service: service },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "aws:SourceAccount": account } },
            },
        ],
    });
}
