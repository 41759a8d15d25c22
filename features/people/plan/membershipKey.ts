/** The name of a membership's resource: `ada@example.com@developers-shop`. */
export function membershipKey(user: string, group: string): string {
    return `${user}@${group}`;
}
