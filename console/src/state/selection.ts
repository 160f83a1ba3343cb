/** What the operator looks at; it lives in the address, so that a link shows a colleague the same thing. */
export type Selection = { kind: "warning"; id: string } | { kind: "road-user"; id: bigint } | null;

export interface Address {
  zone: string | null;
  selection: Selection;
}

/** `#zone=longzi-lake&warning=edge-1-42` or `#zone=longzi-lake&object=1f`. What cannot be read is nothing selected. */
export function readAddress(hash: string): Address {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const warning = fields.get("warning");
  const object = fields.get("object");
  let selection: Selection = null;
  if (warning) {
    selection = { kind: "warning", id: warning };
  } else if (object && /^[0-9a-f]{1,16}$/.test(object)) {
    selection = { kind: "road-user", id: BigInt(`0x${object}`) };
  }
  return { zone: fields.get("zone"), selection };
}

export function writeAddress(address: Address): string {
  const fields = new URLSearchParams();
  if (address.zone) {
    fields.set("zone", address.zone);
  }
  if (address.selection?.kind === "warning") {
    fields.set("warning", address.selection.id);
  } else if (address.selection?.kind === "road-user") {
    fields.set("object", address.selection.id.toString(16));
  }
  return `#${fields.toString()}`;
}

export function sameSelection(a: Selection, b: Selection): boolean {
  return a?.kind === b?.kind && a?.id === b?.id;
}
