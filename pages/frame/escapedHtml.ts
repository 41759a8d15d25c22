/** A text in HTML, also inside an attribute. */
export function escapedHtml(text: string): string {
    return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
